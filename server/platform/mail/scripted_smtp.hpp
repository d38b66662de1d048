#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

// For tests only: a mail server on loopback that says what a script tells it, and dies where it
// tells it.
namespace mail::testing {

// The steps of a dialogue, in their order.
inline constexpr const char* kSteps[] = {"connect", "EHLO", "MAIL", "RCPT", "DATA", "text"};

struct Script {
    std::map<std::string, std::string> answers;  // step -> "550 5.1.1 no such user"
    std::string die_at;                          // hangs up instead of the answer to this step
    bool take_before_dying = false;              // at "text": the mail was taken, only the answer is lost
    std::string slow_at;  // takes `delay` for the answer to this step, if the client waits so long
    std::string slow_to;  // ... of mails to this address only; "" for all
    std::chrono::milliseconds delay = std::chrono::hours(1);
};

struct Received {
    std::string from;
    std::string to;
    std::string data;  // headers and body, lines end with \r\n

    // The value of a header, unfolded; "" when absent.
    [[nodiscard]] std::string Header(const std::string& name) const;
};

class ScriptedSmtp {
  public:
    ScriptedSmtp();
    ~ScriptedSmtp();
    ScriptedSmtp(const ScriptedSmtp&) = delete;
    ScriptedSmtp& operator=(const ScriptedSmtp&) = delete;

    [[nodiscard]] std::string Url() const { return "smtp://127.0.0.1:" + std::to_string(port_); }
    void Play(Script script);
    [[nodiscard]] std::vector<Received> Mails() const;
    // Blocks until it lets so many answers wait, since the beginning.
    void WaitForSlow(int count) const;
    // Blocks until `count` mails have come in.
    void WaitFor(std::size_t count) const;

  private:
    void Serve();
    void Talk(int client);
    bool WaitOut(int client, std::chrono::milliseconds delay);

    int listener_ = -1;
    int port_ = 0;
    int stop_fd_ = -1;
    mutable std::mutex mutex_;
    Script script_;                // guarded by mutex_
    std::vector<Received> mails_;  // guarded by mutex_
    int slow_ = 0;                 // guarded by mutex_
    std::jthread thread_;
};

}  // namespace mail::testing
