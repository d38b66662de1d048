# The program `platen`: main.cpp and what stands beside it tie the features together.
add_library(platen_server STATIC ${CMAKE_CURRENT_LIST_DIR}/settings.cpp ${CMAKE_CURRENT_LIST_DIR}/database.cpp
    ${CMAKE_CURRENT_LIST_DIR}/features.cpp ${CMAKE_CURRENT_LIST_DIR}/serve.cpp ${CMAKE_CURRENT_LIST_DIR}/job_metrics.cpp
    ${CMAKE_CURRENT_LIST_DIR}/commands.cpp ${CMAKE_CURRENT_LIST_DIR}/doctor.cpp
    ${CMAKE_CURRENT_LIST_DIR}/replenish_command.cpp ${CMAKE_CURRENT_LIST_DIR}/agent_package_command.cpp
    ${CMAKE_CURRENT_LIST_DIR}/ports.cpp)
target_link_libraries(platen_server PUBLIC platen_base platen_pg platen_api platen_i18n platen_tasks platen_mail
    platen_audit platen_asr1 platen_packages)
foreach(feature ${PLATEN_FEATURES})
    if(TARGET platen_${feature})
        target_link_libraries(platen_server PUBLIC platen_${feature})
    endif()
endforeach()
add_executable(platen ${CMAKE_CURRENT_LIST_DIR}/main.cpp)
target_link_libraries(platen PRIVATE platen_server)

# All of the program's code, so that all of its queries are checked.
add_executable(queries_test ${CMAKE_CURRENT_LIST_DIR}/queries_test.cpp)
target_link_libraries(queries_test PRIVATE -Wl,--whole-archive platen_server -Wl,--no-whole-archive GTest::gtest_main platen_source_folder)
add_test(NAME queries_test COMMAND queries_test)

# Every operation of the program x every role.
add_executable(permissions_test ${CMAKE_CURRENT_LIST_DIR}/permissions_test.cpp)
target_link_libraries(permissions_test PRIVATE platen_server GTest::gtest_main platen_source_folder)
add_test(NAME permissions_test COMMAND permissions_test)

# Every list of the program as a file.
add_executable(list_files_test ${CMAKE_CURRENT_LIST_DIR}/list_files_test.cpp)
target_link_libraries(list_files_test PRIVATE platen_server GTest::gtest_main)
add_test(NAME list_files_test COMMAND list_files_test)

# Every operation x everybody who may ask x five organizations; organizations and external ids through all features.
add_executable(permission_matrix_test ${CMAKE_CURRENT_LIST_DIR}/permission_matrix_test.cpp
    ${CMAKE_CURRENT_LIST_DIR}/permission_matrix_world_test.cpp ${CMAKE_CURRENT_LIST_DIR}/external_ids_test.cpp
    ${CMAKE_CURRENT_LIST_DIR}/organizations_program_test.cpp)
target_link_libraries(permission_matrix_test PRIVATE platen_server platen_testing GTest::gtest_main GTest::gmock)
add_test(NAME permission_matrix_test COMMAND permission_matrix_test)

# Everything that changes rows, against each other: one order of locks.
add_executable(locks_test ${CMAKE_CURRENT_LIST_DIR}/locks_test.cpp)
target_link_libraries(locks_test PRIVATE platen_server platen_testing GTest::gtest_main)
add_test(NAME locks_test COMMAND locks_test)

# Every changing operation and every kind of task: what the audit log says of it.
add_executable(audit_trail_test ${CMAKE_CURRENT_LIST_DIR}/audit_trail_test.cpp
    ${CMAKE_CURRENT_LIST_DIR}/refusals_test.cpp)
target_link_libraries(audit_trail_test PRIVATE platen_server platen_testing GTest::gtest_main GTest::gmock platen_source_folder)
add_test(NAME audit_trail_test COMMAND audit_trail_test)

# What is made by itself and mailed, over all lists.
add_executable(scheduled_reports_test ${CMAKE_CURRENT_LIST_DIR}/scheduled_reports_test.cpp)
target_link_libraries(scheduled_reports_test PRIVATE platen_server platen_testing GTest::gtest_main GTest::gmock)
add_test(NAME scheduled_reports_test COMMAND scheduled_reports_test)

add_executable(settings_test ${CMAKE_CURRENT_LIST_DIR}/settings_test.cpp)
target_link_libraries(settings_test PRIVATE platen_server GTest::gtest_main GTest::gmock)
add_test(NAME settings_test COMMAND settings_test)

# Who is assigned, managed or registered, over all features at once and with races.
add_executable(protection_test ${CMAKE_CURRENT_LIST_DIR}/protection_test.cpp
    ${CMAKE_CURRENT_LIST_DIR}/registration_test.cpp)
target_link_libraries(protection_test PRIVATE platen_server platen_testing GTest::gtest_main GTest::gmock)
add_test(NAME protection_test COMMAND protection_test)

# A database of an earlier version, over all features.
add_executable(composed_keys_upgrade_test ${CMAKE_CURRENT_LIST_DIR}/composed_keys_upgrade_test.cpp)
target_link_libraries(composed_keys_upgrade_test PRIVATE platen_server platen_testing GTest::gtest_main)
add_test(NAME composed_keys_upgrade_test COMMAND composed_keys_upgrade_test)
