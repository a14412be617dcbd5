# SPDX-License-Identifier: Apache-2.0
# Installs the fake Graph's npm packages, exactly those of the lock file; does nothing when they are there.
# Run as: cmake -P tests/support/graph/install.cmake
cmake_policy(VERSION 3.25)
set(lock ${CMAKE_CURRENT_LIST_DIR}/package-lock.json)
set(installed ${CMAKE_CURRENT_LIST_DIR}/node_modules/.installed-lock)
execute_process(COMMAND ${CMAKE_COMMAND} -E compare_files ${lock} ${installed} RESULT_VARIABLE differs
    OUTPUT_QUIET ERROR_QUIET)
if(differs)
    find_program(npm npm REQUIRED)
    execute_process(COMMAND ${npm} ci --ignore-scripts --loglevel=error WORKING_DIRECTORY ${CMAKE_CURRENT_LIST_DIR}
        COMMAND_ERROR_IS_FATAL ANY)
    file(COPY_FILE ${lock} ${installed})
endif()
