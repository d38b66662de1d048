#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

#include "server/platform/mail/mail.hpp"
#include "server/platform/mail/smtp.hpp"
#include "server/platform/pg/listener.hpp"
#include "server/platform/pg/pool.hpp"

namespace outbox {

struct SenderOptions {
    SmtpOptions smtp;
    // The pause after a refusal for now, or while the mail server cannot be reached; doubles up to
    // an hour.
    std::chrono::milliseconds retry_pause{30'000};
    // The lease: how long a mail belongs to its sender without an extension; longer than SmtpOptions::timeout.
    std::chrono::milliseconds lease{180'000};
};

// Delivers queued mails from a thread of its own. Any number of servers may run one.
class Sender {
  public:
    Sender(pg::Pool& pool, const base::Clock& clock, const base::SecretBox& secrets, SenderOptions options);
    ~Sender();  // Stop()
    Sender(const Sender&) = delete;
    Sender& operator=(const Sender&) = delete;

    void Start();
    void Stop();  // after the mail under way
    void Wake();

    enum class Step {
        kIdle,       // nothing is due
        kHandled,    // one mail was sent, refused or postponed
        kNoService,  // the mail server cannot be reached: everything waits
    };
    // One mail in the calling thread: for tests and tools.
    Step SendOne();

  private:
    void Run(const std::stop_token& stop);

    pg::Pool& pool_;
    const base::Clock& clock_;
    const base::SecretBox& secrets_;
    SenderOptions options_;
    SmtpClient smtp_;
    std::unique_ptr<pg::Listener> listener_;
    std::mutex mutex_;
    std::condition_variable_any wake_;
    std::uint64_t wakes_ = 0;  // guarded by mutex_
    std::jthread thread_;
};

}  // namespace outbox
