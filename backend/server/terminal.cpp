// SPDX-License-Identifier: Apache-2.0
#include "backend/server/terminal.h"

namespace acolhe::server {

using namespace Qt::StringLiterals;

void print(std::FILE *to, const QString &text)
{
    const QByteArray utf8 = text.toUtf8();
    std::fwrite(utf8.constData(), 1, size_t(utf8.size()), to);
    std::fflush(to);
}

void tell(const QString &line)
{
    print(stderr, u"acolhe-server: "_s + line + u'\n');
}

int fail(const QString &line, int code)
{
    tell(line);
    return code;
}

} // namespace acolhe::server
