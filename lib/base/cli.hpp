#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

// The programs' command lines (clig.dev): each help begins with examples; `help` is a word as `--help` is an option; a
// mistake names the word and the nearest right one, and ends with 2. CLI11 is large: cli.cpp is the only unit that knows
// it, for all programs.
//
//     base::CommandLine line("platen-sim", "Simulated printers for Platen");
//     base::Command& run = line.Add("run", "Answer for simulated printers until stopped", [&] { return Run(arguments); });
//     run.Option("--printers", arguments.printers, "How many", {.minimum = 1, .maximum = 200'000});
//     run.Examples({"platen-sim run --printers 20"});
//     if (const auto ended = line.Parse(argc, argv)) return *ended;
//     return line.Call();
namespace base {

inline constexpr int kUsageError = 2;

// How an option or a positional argument is given.
struct Given {
    std::optional<std::string> environment{};  // a variable that gives it, too
    bool required = false;
    double minimum = 1, maximum = 0;  // of a number, inclusive; no limits where the minimum is larger
    std::vector<std::string> one_of{};
    bool existing_file = false;
    std::optional<std::string> initial{};  // shown as the default; nullopt: what the variable holds, "": nothing
};

class Command {
  public:
    explicit Command(CLI::App& app) : app_(app) {}
    Command(const Command&) = delete;
    Command& operator=(const Command&) = delete;

    // "--port" or "--data,--state" is an option, "target" a positional argument. `value` holds the default and outlives
    // the command line. For std::string, std::vector<std::string> (may be repeated), int, double, std::size_t, std::uint16_t.
    template <class T>
    Command& Option(const std::string& names, T& value, const std::string& words, const Given& given = {});
    Command& Flag(const std::string& names, bool& value, const std::string& words);
    Command& Examples(const std::vector<std::string>& lines);
    // A part at the end of the help: "Files", "Environment", "Exit codes".
    Command& Note(const std::string& title, const std::vector<std::string>& lines);
    // A command behind this one: `platen user create`. Without `body` it only has commands of its own.
    Command& Add(const std::string& name, const std::string& words, std::function<int()> body = {});

  private:
    friend class CommandLine;
    CLI::App& app_;
    std::vector<std::unique_ptr<Command>> commands_;
    std::function<int()> body_;
};

class CommandLine {
  public:
    CommandLine(const std::string& program, const std::string& words, const std::string& version = PLATEN_VERSION);
    ~CommandLine();
    CommandLine(const CommandLine&) = delete;
    CommandLine& operator=(const CommandLine&) = delete;

    // The program itself: its options may come before and after the commands' own.
    Command& root() { return *root_; }
    Command& Add(const std::string& name, const std::string& words, std::function<int()> body = {}) {
        return root_->Add(name, words, std::move(body));
    }
    // nullopt: go on with Call(). A number: end with it; what there was to say has been said.
    std::optional<int> Parse(int argc, const char* const* argv);
    // The command that was given: runs its body, gives its exit code.
    int Call() const;
    // "platen-agent probe"
    [[nodiscard]] const std::string& called() const { return called_; }

  private:
    std::unique_ptr<CLI::App> app_;
    std::unique_ptr<Command> root_;
    const Command* chosen_ = nullptr;
    std::string called_;
};

}  // namespace base
