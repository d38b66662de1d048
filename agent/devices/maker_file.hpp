#pragma once

#include <boost/json.hpp>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "agent/devices/brands.hpp"
#include "agent/devices/maker.hpp"
#include "lib/base/problem.hpp"

// A maker as a JSON file: makers/*.json are built into the program, a folder of the agent's configuration adds more. What
// comes from a folder is not trusted: every text, list and file has a bound.
namespace agent::devices {

inline constexpr std::size_t kMostMakerFileBytes = 64 * 1024;
inline constexpr std::size_t kMostMakerFiles = 200;  // in a folder

struct BrandName {
    std::string written;
    std::string shown;
};

struct MakerFile {
    Maker maker;
    std::vector<BrandName> brands;
    // For people: where the object identifiers come from, and on which models they were seen.
    std::string source;
    std::vector<std::string> seen_on;
};

// Reads one file's text. kMalformed "json_malformed" {line, reason}, or kInvalid "invalid_fields" with a JSON pointer for
// everything that is wrong.
base::Result<MakerFile> ParseMakerFile(std::string_view json);

// At most kMostMakerFileBytes of a regular file. maker_file_unreadable {reason}, maker_file_too_large {maximum_bytes},
// maker_file_not_a_file.
base::Result<std::string> ReadMakerFile(const std::filesystem::path& file);

// The JSON Schema of a maker's file, for editors: agent/devices/maker.schema.json.
boost::json::object MakerFileSchema();

// One line for each thing that is wrong with `file`: what, where, and what to do.
std::vector<std::string> DescribeMakerProblem(const std::string& file, const base::Problem& problem);

}  // namespace agent::devices
