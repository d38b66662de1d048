#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>

namespace agent {

// What a program is told by the one that started it; absent in the installed program.
class Trialled {
  public:
    // Of this process, read once: later programs that it starts do not see it.
    static std::optional<Trialled> FromEnvironment();

    [[nodiscard]] const std::string& version() const { return version_; }  // that of the signed package
    [[nodiscard]] bool on_trial() const { return pipe_ >= 0; }
    // Of a program on trial. Telling again changes nothing.
    void TellContact();  // the server answered it
    void TellPoll();     // a printer answered it, and the reading is stored

  private:
    void Tell(char what, bool& told);

    std::string version_;
    int pipe_ = -1;
    bool contact_told_ = false;
    bool poll_told_ = false;
};

// The exit code by which a program asks to be chosen anew.
inline constexpr int kChooseAgain = 75;

struct LaunchOptions {
    std::filesystem::path data_folder;
    std::chrono::milliseconds trial;  // a program that does not work so long after its start is given up
};
// As the installed program: runs the newer one of the data folder where there is one, and returns its exit code when it ends;
// nullopt: the installed program itself is to run, now. Blocks SIGINT, SIGTERM, SIGHUP and SIGCHLD, and hands the first three on.
std::optional<int> LaunchNewer(const LaunchOptions& options);

// Replaces this process by the installed program, called as it was. Returns only if that fails.
void StartAnew();

}  // namespace agent
