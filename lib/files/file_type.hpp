#pragma once

#include <optional>
#include <string>
#include <string_view>

// What a file is by its content, for all that people upload (PRT-3, SRV-6; docs/adr/0011-file-types.md).
namespace files {

enum class Wrong {
    kEmpty,
    kType,    // none of what is shared between people: nothing that a browser runs
    kEnding,  // its name says something else than its content
};

struct FileType {
    std::string media_type;      // as its content says; "" of an empty file
    std::optional<Wrong> wrong;  // why it is not taken
};

// PDF, pictures, texts, CSV, ZIP and office documents are taken. Pure but for the data base of libmagic; throws where there
// is none.
FileType TypeOf(std::string_view file_name, std::string_view content);

}  // namespace files
