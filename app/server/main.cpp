// SPDX-License-Identifier: Apache-2.0
#include "backend/server/program.h"

int main(int argc, char **argv)
{
    return acolhe::server::runProgram(argc, argv);
}
