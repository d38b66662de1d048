# platen_embed(TARGET NAME FILE...): puts the bytes of files into the library TARGET. The C++ side declares
#     namespace embedded { struct File { std::string_view name; std::string_view bytes; }; std::span<const File> NAME(); }
# by `#include "embedded/NAME.hpp"`. Names are relative to the source folder, e.g. "locales/en/contacts.json".
function(platen_embed target name)
    set(header ${CMAKE_BINARY_DIR}/embedded/${name}.hpp)
    set(source ${CMAKE_BINARY_DIR}/embedded/${name}.cpp)
    add_custom_command(
        OUTPUT ${header} ${source}
        COMMAND ${CMAKE_COMMAND} -DNAME=${name} -DHEADER=${header} -DSOURCE=${source}
                -DROOT=${CMAKE_SOURCE_DIR} "-DFILES=${ARGN}" -P ${CMAKE_SOURCE_DIR}/cmake/write_embedded.cmake
        DEPENDS ${ARGN} ${CMAKE_SOURCE_DIR}/cmake/write_embedded.cmake
        VERBATIM)
    target_sources(${target} PRIVATE ${source} ${header})
    # What a reader of the sources that compiles nothing needs: `ninja embedded` (./dev lint).
    if(NOT TARGET embedded)
        add_custom_target(embedded)
    endif()
    add_custom_target(embedded_${name} DEPENDS ${header})
    add_dependencies(embedded embedded_${name})
    target_include_directories(${target} PUBLIC ${CMAKE_BINARY_DIR})
endfunction()
