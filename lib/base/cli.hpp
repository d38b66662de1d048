#pragma once

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <string>
#include <vector>

#include "lib/base/suggest.hpp"

// What the programs' command lines have in common (clig.dev): a mistake names the word and the nearest right one, and ends
// with 2; each help ends with examples. CLI11 is large: include this in one unit of a program.
namespace base {

inline constexpr int kUsageError = 2;

// Lines below the options: "platen-agent probe 10.0.0.7".
inline void AddExamples(CLI::App& command, const std::vector<std::string>& lines) {
    std::string text = "Examples:";
    for (const std::string& line : lines) text += "\n  " + line;
    command.footer("\n" + text);
}

namespace cli {

inline std::vector<std::string> CommandNames(const CLI::App& app) {
    std::vector<std::string> names;
    for (const CLI::App* command : app.get_subcommands({})) names.push_back(command->get_name());
    return names;
}

inline std::vector<std::string> OptionNames(const CLI::App& app) {
    std::vector<std::string> names;
    for (const CLI::Option* option : app.get_options()) {
        for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
        for (const std::string& name : option->get_snames()) names.push_back("-" + name);
    }
    return names;
}

// The command that the words lead to, as far as they do, with its full name; a word in a command's place that is none.
inline const CLI::App* Reached(const CLI::App& app, int argc, const char* const* argv, std::string& name,
                               std::string& wrong) {
    const CLI::App* at = &app;
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        const auto names = CommandNames(*at);
        if (names.empty()) return at;
        if (word.starts_with('-')) continue;
        if (std::ranges::find(names, word) == names.end()) {
            // It may be the value of an option before the command.
            if (i > 1 && std::string(argv[i - 1]).starts_with("--")) continue;
            wrong = word;
            return at;
        }
        at = at->get_subcommand(word);
        name += " " + word;
    }
    return at;
}

}  // namespace cli

// Parses. True: go on. False: end with `exit_code`; what there was to say has been said.
inline bool ParseCommandLine(CLI::App& app, int argc, const char* const* argv, int& exit_code) {
    std::string name = app.get_name();
    std::string wrong;
    const CLI::App* at = cli::Reached(app, argc, argv, name, wrong);
    std::string problem;
    try {
        app.parse(argc, argv);
        return true;
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() == 0) {  // help, version
            exit_code = app.exit(error);
            return false;
        }
        problem = error.what();
        if (!wrong.empty()) {
            problem = "there is no command \"" + wrong + "\"" + DidYouMean(wrong, cli::CommandNames(*at));
        } else if (const auto extras = app.remaining(true);
                   !extras.empty() && error.get_exit_code() == static_cast<int>(CLI::ExitCodes::ExtrasError)) {
            // The option, not the words that were meant as its value.
            const auto option = std::ranges::find_if(extras, [](const auto& word) { return word.starts_with('-'); });
            const std::string& word = option != extras.end() ? *option : extras.front();
            const std::string bare = word.substr(0, word.find('='));
            problem = option != extras.end()
                          ? "there is no option \"" + bare + "\"" + DidYouMean(bare, cli::OptionNames(*at))
                          : "\"" + word + "\" is one word too many";
        }
    }
    std::string trimmed = problem;
    while (!trimmed.empty() && (trimmed.back() == '\n' || trimmed.back() == ' ')) trimmed.pop_back();
    std::cerr << name << ": " << trimmed << "\nSee `" << name << " --help`.\n";
    exit_code = kUsageError;
    return false;
}

}  // namespace base
