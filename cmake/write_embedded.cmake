# Writes the pair of files that platen_embed() compiles. Bytes go through an assembler's .incbin, so that size costs
# no compile time. The digest stands for them where a compiler cache compares sources.
file(WRITE ${HEADER} "#pragma once\n#include <span>\n#include <string_view>\n
#ifndef PLATEN_EMBEDDED_FILE\n#define PLATEN_EMBEDDED_FILE
namespace embedded {\nstruct File {\n    std::string_view name;\n    std::string_view bytes;\n};\n}  // namespace embedded\n#endif
namespace embedded {\nstd::span<const File> ${NAME}();\n}  // namespace embedded\n")
set(code "#include \"embedded/${NAME}.hpp\"\n\n")
set(table "")
set(index 0)
foreach(file ${FILES})
    file(RELATIVE_PATH relative ${ROOT} ${file})
    set(symbol embedded_${NAME}_${index})
    file(SHA256 ${file} digest)
    string(APPEND code "__asm__(\".section .rodata /* ${digest} */\\n\"\n    \"${symbol}_begin:\\n.incbin \\\"${file}\\\"\\n${symbol}_end:\\n.byte 0\\n.previous\\n\");\n"
                       "extern \"C\" {\nextern const char ${symbol}_begin[];\nextern const char ${symbol}_end[];\n}\n")
    string(APPEND table "        {\"${relative}\", {${symbol}_begin, static_cast<std::size_t>(${symbol}_end - ${symbol}_begin)}},\n")
    math(EXPR index "${index} + 1")
endforeach()
if(index EQUAL 0)
    string(APPEND code "namespace embedded {\nstd::span<const File> ${NAME}() {\n    return {};\n}\n}  // namespace embedded\n")
else()
    string(APPEND code "namespace embedded {\nstd::span<const File> ${NAME}() {\n    static const File files[] = {\n${table}    };\n    return files;\n}\n}  // namespace embedded\n")
endif()
file(WRITE ${SOURCE} "${code}")
