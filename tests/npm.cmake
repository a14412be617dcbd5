# SPDX-License-Identifier: Apache-2.0
# Installs a folder's npm packages, exactly those of its lock file; does nothing when they are there.
# Run as: cmake -DFOLDER=tests/support/graph -P tests/npm.cmake
cmake_policy(VERSION 3.25)
set(lock ${FOLDER}/package-lock.json)
set(installed ${FOLDER}/node_modules/.installed-lock)
execute_process(COMMAND ${CMAKE_COMMAND} -E compare_files ${lock} ${installed} RESULT_VARIABLE differs
    OUTPUT_QUIET ERROR_QUIET)
if(differs)
    find_program(npm npm REQUIRED)
    execute_process(COMMAND ${npm} ci --ignore-scripts --no-audit --no-fund --loglevel=error WORKING_DIRECTORY ${FOLDER}
        COMMAND_ERROR_IS_FATAL ANY)
    file(COPY_FILE ${lock} ${installed})
endif()
