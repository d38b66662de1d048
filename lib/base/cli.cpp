#include "lib/base/cli.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <filesystem>
#include <iostream>
#include <map>
#include <span>
#include <type_traits>

#include "lib/base/suggest.hpp"

namespace base {
namespace {

std::string Section(const std::string& title, const std::vector<std::string>& lines) {
    std::string text = "\n" + title + ":\n";
    for (const std::string& line : lines) text += "  " + line + "\n";
    return text;
}

// Examples first: who calls a help wants to type something.
class ExamplesFirst : public CLI::Formatter {
  public:
    void AddExamples(const CLI::App& app, const std::vector<std::string>& lines) {
        examples_[&app] = Section("Examples", lines) + "\n";
    }
    void AddNote(const CLI::App& app, const std::string& title, const std::vector<std::string>& lines) {
        notes_[&app] += Section(title, lines);
    }

    std::string make_description(const CLI::App* app) const override {
        const auto examples = examples_.find(app);
        return Formatter::make_description(app) + (examples == examples_.end() ? "" : examples->second);
    }
    std::string make_footer(const CLI::App* app) const override {
        std::string text;
        // What may be given before the command and after it.
        for (const CLI::App* above = app->get_parent(); above != nullptr; above = above->get_parent()) {
            const auto options = above->get_options([&](const CLI::Option* option) {
                return option->nonpositional() && option != above->get_help_ptr() &&
                       option != const_cast<CLI::App*>(above)->get_version_ptr();
            });
            if (!options.empty()) text += make_group("Options of every command", false, options);
        }
        const auto notes = notes_.find(app);
        return text + (notes == notes_.end() ? "" : notes->second);
    }

    // "--port NUMBER"; limits, default and variable are words of the description.
    std::string make_option_opts(const CLI::Option* option) const override {
        if (option->get_items_expected_max() == 0) return "";
        std::string text = " " + option->get_type_name();
        if (option->get_expected_max() == CLI::detail::expected_max_vector_size) text += " ...";
        return option->get_required() && option->nonpositional() ? text + " (required)" : text;
    }

  private:
    std::map<const CLI::App*, std::string> examples_;
    std::map<const CLI::App*, std::string> notes_;
};

ExamplesFirst& FormatterOf(const CLI::App& app) {
    return static_cast<ExamplesFirst&>(*app.get_formatter());
}

std::vector<std::string> CommandNames(const CLI::App& app) {
    std::vector<std::string> names;
    for (const CLI::App* command : app.get_subcommands({})) names.push_back(command->get_name());
    return names;
}

std::vector<std::string> OptionNames(const CLI::App* app) {
    std::vector<std::string> names;
    for (; app != nullptr; app = app->get_parent()) {
        for (const CLI::Option* option : app->get_options()) {
            for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
            for (const std::string& name : option->get_snames()) names.push_back("-" + name);
        }
    }
    return names;
}

// How far the words lead, before anything is parsed.
struct Path {
    const CLI::App* at;
    std::string name;   // "platen user create"
    std::string wrong;  // the word in a command's place that is none
    bool help = false;  // "help" in a command's place
};

bool TakesValue(const CLI::App& app, const std::string& word) {
    if (!word.starts_with('-') || word.find('=') != std::string::npos) return false;
    const CLI::Option* option = app.get_option_no_throw(word);
    return option == nullptr || option->get_items_expected_max() > 0;
}

Path Follow(const CLI::App& app, std::span<const std::string> words) {
    Path path{&app, app.get_name(), {}};
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string& word = words[i];
        const auto names = CommandNames(*path.at);
        if (names.empty()) break;
        if (word.starts_with('-')) continue;
        if (i > 0 && TakesValue(*path.at, words[i - 1])) continue;
        if (word == "help") {
            path.help = true;
        } else if (std::ranges::find(names, word) == names.end()) {
            path.wrong = word;
            break;
        } else {
            path.at = path.at->get_subcommand(word);
            path.name += " " + word;
        }
    }
    return path;
}

std::string Joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
    return text;
}

// What is wrong, in words.
std::string Mistake(const CLI::App& app, const Path& path, const CLI::ParseError& error) {
    const auto commands = CommandNames(*path.at);
    if (!path.wrong.empty()) {
        const std::string near = DidYouMean(path.wrong, commands);
        return "there is no command \"" + path.wrong + "\"" +
               (near.empty() ? "; the commands are " + Joined(commands) : near);
    }
    if (const auto extras = app.remaining(true);
        !extras.empty() && error.get_exit_code() == static_cast<int>(CLI::ExitCodes::ExtrasError)) {
        // The option, not the words that were meant as its value.
        const auto option = std::ranges::find_if(extras, [](const auto& word) { return word.starts_with('-'); });
        if (option == extras.end()) return "\"" + extras.front() + "\" is one word too many";
        const std::string bare = option->substr(0, option->find('='));
        return "there is no option \"" + bare + "\"" + DidYouMean(bare, OptionNames(path.at));
    }
    if (!commands.empty() && error.get_exit_code() == static_cast<int>(CLI::ExitCodes::RequiredError)) {
        return "a subcommand is missing; the commands are " + Joined(commands);
    }
    std::string words = error.what();
    while (words.ends_with('\n') || words.ends_with(' ')) words.pop_back();
    return words;
}

CLI::Validator InRange(double minimum, double maximum) {
    return CLI::Validator(
        [minimum, maximum](std::string& word) {
            double number = 0;
            const auto read = std::from_chars(word.data(), word.data() + word.size(), number);
            if (read.ec == std::errc() && read.ptr == word.data() + word.size() && number >= minimum &&
                number <= maximum) {
                return std::string();
            }
            return fmt::format("\"{}\" is not allowed, {} to {} is", word, minimum, maximum);
        },
        "");
}

// What follows the words of an option: "(1 to 256, default 8, variable PLATEN_PORT)".
std::string Details(const Given& given, const std::string& initial) {
    std::vector<std::string> parts;
    if (given.minimum <= given.maximum) parts.push_back(fmt::format("{} to {}", given.minimum, given.maximum));
    if (!given.one_of.empty()) parts.push_back(Joined(given.one_of));
    if (!initial.empty()) parts.push_back("default " + initial);
    if (given.environment) parts.push_back("variable " + *given.environment);
    return parts.empty() ? "" : " (" + Joined(parts) + ")";
}

}  // namespace

template <class T>
Command& Command::Option(const std::string& names, T& value, const std::string& words, const Given& given) {
    constexpr bool kNumber = std::is_arithmetic_v<T>;
    std::string initial = given.initial.value_or("");
    if constexpr (std::is_same_v<T, std::string>) {
        if (!given.initial) initial = value;
    } else if constexpr (kNumber) {
        if (!given.initial) initial = fmt::format("{}", value);
    }
    CLI::Option& option = *app_.add_option(names, value, words + Details(given, initial));
    option.type_name(kNumber ? "NUMBER" : given.existing_file ? "FILE" : "TEXT");
    if (given.environment) option.envname(*given.environment);
    if (given.required) option.required();
    if (given.minimum <= given.maximum) option.check(InRange(given.minimum, given.maximum));
    if (!given.one_of.empty()) {
        option.check(CLI::Validator(
            [allowed = given.one_of](std::string& word) {
                if (std::ranges::find(allowed, word) != allowed.end()) return std::string();
                return "\"" + word + "\" is none of " + Joined(allowed) + DidYouMean(word, allowed);
            },
            ""));
    }
    if (given.existing_file) {
        option.check(CLI::Validator(
            [](std::string& file) {
                std::error_code error;
                if (std::filesystem::is_directory(file, error)) return file + " is a folder";
                return std::filesystem::exists(file, error) ? std::string() : file + ": there is no such file";
            },
            ""));
    }
    return *this;
}
template Command& Command::Option(const std::string&, std::string&, const std::string&, const Given&);
template Command& Command::Option(const std::string&, std::vector<std::string>&, const std::string&, const Given&);
template Command& Command::Option(const std::string&, int&, const std::string&, const Given&);
template Command& Command::Option(const std::string&, double&, const std::string&, const Given&);
template Command& Command::Option(const std::string&, std::size_t&, const std::string&, const Given&);
template Command& Command::Option(const std::string&, std::uint16_t&, const std::string&, const Given&);

Command& Command::Flag(const std::string& names, bool& value, const std::string& words) {
    app_.add_flag(names, value, words);
    return *this;
}

Command& Command::Examples(const std::vector<std::string>& lines) {
    FormatterOf(app_).AddExamples(app_, lines);
    return *this;
}

Command& Command::Note(const std::string& title, const std::vector<std::string>& lines) {
    FormatterOf(app_).AddNote(app_, title, lines);
    return *this;
}

Command& Command::Add(const std::string& name, const std::string& words, std::function<int()> body) {
    CLI::App& app = *app_.add_subcommand(name, words);
    app.fallthrough();
    app_.require_subcommand(1);
    commands_.push_back(std::make_unique<Command>(app));
    commands_.back()->body_ = std::move(body);
    return *commands_.back();
}

CommandLine::CommandLine(const std::string& program, const std::string& words, const std::string& version)
    : app_(std::make_unique<CLI::App>(words, program)), root_(std::make_unique<Command>(*app_)) {
    app_->formatter(std::make_shared<ExamplesFirst>());
    app_->get_formatter()->column_width(34);
    app_->set_version_flag("--version", version, "Print the version and end");
    app_->set_help_flag("-h,--help", "Print this help and end");
}
CommandLine::~CommandLine() = default;

std::optional<int> CommandLine::Parse(int argc, const char* const* argv) {
    std::vector<std::string> words(argv + std::min(argc, 1), argv + argc);
    const Path path = Follow(*app_, words);
    if (path.help && path.wrong.empty()) {
        std::cout << path.at->get_formatter()->make_help(path.at, path.name, CLI::AppFormatMode::Normal);
        return 0;
    }
    try {
        std::ranges::reverse(words);
        app_->parse(std::move(words));
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() == 0 && path.wrong.empty()) return app_->exit(error);  // --help, --version
        std::cerr << path.name << ": " << Mistake(*app_, path, error) << "\nSee `" << path.name << " --help`.\n";
        return kUsageError;
    }
    chosen_ = root_.get();
    called_ = path.name;
    for (bool deeper = true; deeper;) {
        deeper = false;
        for (const auto& command : chosen_->commands_) {
            if (!command->app_.parsed()) continue;
            chosen_ = command.get();
            deeper = true;
            break;
        }
    }
    return std::nullopt;
}

int CommandLine::Call() const {
    return chosen_->body_();
}

}  // namespace base
