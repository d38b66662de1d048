#include "server/platform/outbox/sender.hpp"

#include <algorithm>

#include "lib/base/log.hpp"
#include "lib/base/text.hpp"
#include "server/platform/mail/mail_body.hpp"
#include "server/platform/mail/mail_store.hpp"

namespace outbox {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kLongestPause = std::chrono::hours(1);
constexpr milliseconds kPoll{10'000};  // bounds the delay when a notification is lost

milliseconds PauseAfter(milliseconds first, int attempts) {
    const int doublings = std::clamp(attempts - 1, 0, 20);
    return std::min(first * (std::int64_t{1} << doublings), kLongestPause);
}

}  // namespace

Sender::Sender(pg::Pool& pool, const base::Clock& clock, const base::SecretBox& secrets, SenderOptions options)
    : pool_(pool), clock_(clock), secrets_(secrets), options_(std::move(options)), smtp_(options_.smtp) {}

Sender::~Sender() {
    Stop();
}

void Sender::Start() {
    listener_ = std::make_unique<pg::Listener>(pool_.options().url);
    listener_->On("platen_outbox", [this](std::string_view) { Wake(); });
    listener_->Start();
    thread_ = std::jthread([this](const std::stop_token& stop) { Run(stop); });
}

void Sender::Stop() {
    if (!thread_.joinable()) return;
    listener_->Stop();
    thread_.request_stop();
    wake_.notify_all();
    thread_.join();
    listener_.reset();
}

void Sender::Wake() {
    {
        const std::scoped_lock lock(mutex_);
        ++wakes_;
    }
    wake_.notify_all();
}

void Sender::Run(const std::stop_token& stop) {
    int outages = 0;
    while (!stop.stop_requested()) {
        std::uint64_t seen = 0;
        {
            const std::scoped_lock lock(mutex_);
            seen = wakes_;
        }
        milliseconds pause = kPoll;
        bool wait_it_out = false;
        try {
            const Step step = SendOne();
            if (step == Step::kHandled) {
                outages = 0;
                continue;
            }
            if (step == Step::kNoService) {
                // New mails do not make an unreachable server reachable.
                wait_it_out = true;
                pause = std::min(PauseAfter(milliseconds(1000), ++outages), milliseconds(60'000));
            } else {
                smtp_.Close();
                pg::Transaction tx(pool_, pg::Scope::System(), pg::Access::kReadOnly);
                const auto next = store::UntilNext(tx);
                if (next) pause = std::clamp(std::chrono::ceil<milliseconds>(*next), milliseconds(1), kPoll);
            }
        } catch (const std::exception& error) {
            base::log::Warn("outbox.look {}", error.what());
        }
        std::unique_lock lock(mutex_);
        wake_.wait_for(lock, stop, pause, [&] { return !wait_it_out && wakes_ != seen; });
    }
}

Sender::Step Sender::SendOne() {
    std::optional<store::ClaimRow> mail;
    {
        pg::Transaction tx(pool_, pg::Scope::System());
        mail = store::Claim(tx, options_.lease);
        tx.Commit();
    }
    if (!mail) return Step::kIdle;
    std::optional<Body> body;
    if (mail->body_sealed) {
        body = OpenBody(secrets_, mail->body_sealed->value, mail->id);
    } else {
        body = Body{mail->body_text.value_or(""), mail->body_html.value_or("")};
    }
    SmtpOutcome outcome{SmtpOutcome::Kind::kPermanent, "the mail was sealed with another key"};
    if (body) {
        outcome = smtp_.Send({.message_id = mail->message_id,
                              .language = mail->language,
                              .to_address = mail->to_address,
                              .to_name = mail->to_name,
                              .subject = mail->subject,
                              .text = body->text,
                              .html = body->html,
                              .date = mail->created_at});
    }
    using Kind = SmtpOutcome::Kind;
    const std::string error = base::CleanText(outcome.error, 500);
    if (outcome.kind != Kind::kSent && outcome.kind != Kind::kPermanent && mail->last_attempt) {
        outcome.kind = Kind::kPermanent;  // days have passed
    }
    bool mine = false;
    {
        pg::Transaction tx(pool_, pg::Scope::System());
        switch (outcome.kind) {
            case Kind::kSent:
                mine = store::MarkSent(tx, *mail, clock_.Now());
                break;
            case Kind::kPermanent:
                mine = store::MarkFailed(tx, *mail, clock_.Now(), error);
                break;
            case Kind::kTemporary:
            case Kind::kNoService:
                mine = store::TryLater(tx, *mail, PauseAfter(options_.retry_pause, mail->attempts), error);
                break;
        }
        tx.Commit();
    }
    const std::string id = mail->id.ToString();
    if (!mine) base::log::Warn("outbox.lost {}: another sender has taken over", id);
    if (outcome.kind == Kind::kPermanent) base::log::Error("outbox.failed {} for good: {}", id, error);
    if (outcome.kind == Kind::kTemporary) base::log::Warn("outbox.later {}: {}", id, error);
    if (outcome.kind == Kind::kNoService) {
        base::log::Warn("outbox.no_service {} attempt {}: {}", id, mail->attempts, error);
        return Step::kNoService;
    }
    return Step::kHandled;
}

}  // namespace outbox
