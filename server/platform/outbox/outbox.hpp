#pragma once

#include <functional>
#include <string>

#include "server/platform/outbox/queue_store.hpp"

// Sending that is not lost (NOT-1): what is sent is a row, written in the transaction of its cause; a Sender gives it to the
// handler of its kind for as many days as it takes. How it travels, SMTP or another way, only the handler knows.
namespace outbox {

struct Outcome {
    enum class Kind {
        kSent,
        kPermanent,  // the other side refused this one for good
        kTemporary,  // it refused this one for now
        kNoService,  // it was not reached, or refuses everybody: the next one would fail likewise
    } kind = Kind::kNoService;
    std::string error{};      // the other side's last words, or the library's; for the person who looks
    std::int32_t status = 0;  // what the other side answered, in its protocol's numbers; 0: nothing
    std::string answer{};     // with which words; for the log of attempts
};

// One attempt that is over, for the log of the kind.
struct Attempt {
    base::Instant at;                  // business time of its end
    std::chrono::milliseconds took{};  // as it was felt here
    bool final = false;                // the row is sent or given up
};

// How one kind is sent. Used by as many threads as SenderOptions::threads says.
class Handler {
  public:
    // Blocks until the other side has answered, for less than SenderOptions::lease.
    using Sending = std::function<Outcome()>;

    virtual ~Handler() = default;
    [[nodiscard]] virtual const Queue& queue() const = 0;
    // Reads what is to be sent, part of the transaction that claims it (system scope). What it gives runs after the commit.
    virtual Sending Prepare(pg::Transaction& tx, const Claim& claim) = 0;
    // Part of the transaction that notes what became of it (system scope), with what the sending gave: for the kind's own log. Not called when another
    // sender has taken over.
    virtual void Record(pg::Transaction&, const Claim&, const Outcome&, const Attempt&) {}
    // Nothing is due: a connection may be closed.
    virtual void Rest() {}
};

}  // namespace outbox
