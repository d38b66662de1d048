#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "lib/base/json.hpp"

// Configuration of a program: one described struct whose default values are the shipped defaults. A
// TOML file (may be absent) overlays them, then the environment does: `[database] url` is
// PLATEN_DATABASE_URL. Reading is as strict as JSON's: an unknown key, a wrong type or a number out
// of range is refused, each with file, line and key.
//
//     auto settings = base::LoadConfig<Settings>("/etc/platen/platen.toml", "PLATEN");
//     if (!settings) return Fail(base::DescribeConfigProblem(settings.error()));
namespace base {

// Gives the value of an environment variable; std::getenv in programs.
using Environment = std::function<std::optional<std::string>(const std::string& name)>;
Environment ProcessEnvironment();

namespace detail {

// A key ("database.url") and the place that set it ("/etc/platen.toml:12", "PLATEN_DATABASE_URL").
using ConfigSources = std::map<std::string, std::string>;

// `values` holds the defaults and takes what the file and the environment say. kInvalid
// "config_unreadable", "config_syntax" or "config_invalid".
Result<void> OverlayFile(const std::filesystem::path& file, boost::json::value& values, ConfigSources& sources);
Result<void> OverlayEnvironment(const std::string& prefix, const Environment& environment, boost::json::value& values,
                                ConfigSources& sources);
// Puts the defaults where `fields` have something to say, so that the rest can be looked at, too.
void TakeDefaults(const std::vector<FieldProblem>& fields, const boost::json::value& defaults,
                  boost::json::value& values);
Problem LocateConfigProblem(Problem problem, const ConfigSources& sources, const boost::json::value& values);

}  // namespace detail

// `file`: nullopt reads no file; one that is named must be there. `prefix` is put before the names
// of the environment, with "_" between; an empty one reads no environment. Texts of the environment
// become what the default is: a number, true/false, or a list (separated by commas).
//
// `check` adds what the types cannot say (ranges, words), with JSON pointers: "/snmp/timeout_ms". Everything that is wrong
// is said at once. An argument "because" names the key that makes another one wrong ("/smtp/url" for a sender that nobody
// set): where nobody set the wrong one, the other's place is given.
//
// The Problem has the code "config_invalid" (or config_unreadable {file, reason}, config_syntax
// {file, line, reason}); its fields have the dotted key as pointer and an argument "where" (none: it is the shipped
// default), and "value" unless the key is one of a secret.
template <class T>
Result<T> LoadConfig(const std::optional<std::filesystem::path>& file, const std::string& prefix,
                     const Environment& environment = ProcessEnvironment(), const T& defaults = {},
                     const std::function<void(const T&, FieldProblems&)>& check = {}) {
    const boost::json::value shipped = json::ToValue(defaults);
    boost::json::value values = shipped;
    detail::ConfigSources sources;
    if (file) {
        if (auto read = detail::OverlayFile(*file, values, sources); !read) {
            return std::unexpected(std::move(read.error()));
        }
    }
    if (!prefix.empty()) {
        if (auto read = detail::OverlayEnvironment(prefix, environment, values, sources); !read) {
            return std::unexpected(std::move(read.error()));
        }
    }
    auto bound = json::Bind<T>(values);
    FieldProblems problems;
    if (!bound) {
        for (const FieldProblem& field : bound.error().fields) problems.Add(field.pointer, field.code, field.args);
        boost::json::value rest = values;
        detail::TakeDefaults(problems.fields(), shipped, rest);
        bound = json::Bind<T>(rest);
    }
    if (bound && check) {
        FieldProblems further;
        check(*bound, further);
        for (const FieldProblem& field : further.fields()) {
            if (!problems.Has(field.pointer)) problems.Add(field.pointer, field.code, field.args);
        }
    }
    if (!problems.empty()) {
        return std::unexpected(detail::LocateConfigProblem(std::move(problems).Refuse().error(), sources, values));
    }
    return bound;
}

// One line for each thing that is wrong, in English, for a terminal and a log, its code at the end:
// "platen.toml:12: database.pool = 9999: allowed is 2 to 1000 [out_of_range]".
std::vector<std::string> DescribeConfigProblem(const Problem& problem);

// The first line of a file that holds one secret (a URL with a password, a token), trimmed.
// kInvalid "config_unreadable" {file, reason}.
Result<std::string> ReadSecretFile(const std::filesystem::path& file);

}  // namespace base
