#include <algorithm>

#include "lib/base/json.hpp"
#include "lib/base/log.hpp"
#include "lib/base/secrets.hpp"
#include "lib/base/text.hpp"
#include "server/identity/identity.hpp"
#include "server/organizations/language.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/audit/audit.hpp"
#include "server/platform/mail/mail.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/webhooks/payload.hpp"
#include "server/webhooks/poster.hpp"

// How the outbox delivers events, and what becomes of an endpoint that does not take them.
namespace webhooks {
namespace {

using outbox::Outcome;
using Kind = Outcome::Kind;

constexpr std::int32_t kHttpGone = 410;
constexpr std::size_t kLongestWords = 300;

Outcome OutcomeOf(const Posted& posted) {
    if (posted.status == 0) {
        const std::string words = posted.words.empty() ? posted.error : posted.error + ": " + posted.words;
        return {Kind::kTemporary, words, 0, posted.answer};
    }
    if (posted.status >= 200 && posted.status < 300) return {Kind::kSent, {}, posted.status, posted.answer};
    // Also a redirect: it would lead wherever the receiver likes.
    return {posted.status == kHttpGone ? Kind::kPermanent : Kind::kTemporary, "HTTP " + std::to_string(posted.status),
            posted.status, posted.answer};
}

// Whoever made the endpoint, as long as they look after it; else everybody who may.
std::vector<identity::User> OwnersOf(pg::Transaction& tx, base::OrganizationId organization, const std::string& maker) {
    auto people = identity::ListActive(tx, organization, organizations::permissions::kManageWebhooks.roles.ToVector());
    const auto found = std::ranges::find(people, maker, &identity::User::email);
    if (found == people.end()) return people;
    return {*found};
}

struct Reader {
    std::string email, name, language;
};

class Delivery final : public outbox::Handler {
  public:
    explicit Delivery(const Parts& parts) : parts_(parts) {}

    [[nodiscard]] const outbox::Queue& queue() const override { return store::Deliveries(); }

    Sending Prepare(pg::Transaction& tx, const outbox::Claim& claim) override {
        const auto outgoing = store::ReadOutgoing(tx, claim.organization_id, DeliveryId{claim.id});
        if (!outgoing.enabled && !outgoing.test) {
            return [] { return Outcome{Kind::kPermanent, "endpoint_disabled"}; };
        }
        const auto secrets = SecretsOf(outgoing);
        if (secrets.empty()) return [] { return Outcome{Kind::kTemporary, "secret_sealed_with_another_key"}; };
        return [this, outgoing, secrets] {
            // System time: receivers compare it with theirs.
            const auto made = Sign(secrets, outgoing.event_id.ToString(), base::SystemClock().Now(), outgoing.payload);
            return OutcomeOf(
                Post(outgoing.url, made, outgoing.payload, parts_.settings.internal, parts_.settings.timeout));
        };
    }

    void Record(pg::Transaction& tx, const outbox::Claim& claim, const Outcome& outcome,
                const outbox::Attempt& attempt) override {
        store::InsertAttempt(tx, {.organization_id = claim.organization_id,
                                  .delivery_id = DeliveryId{claim.id},
                                  .id = parts_.ids.Next(),
                                  .at = attempt.at,
                                  .status = outcome.status,
                                  .duration_ms = attempt.took.count(),
                                  .answer = base::CleanText(outcome.answer, kKeptAnswer),
                                  .error = base::CleanText(outcome.error, kLongestWords)});
        const bool success = outcome.kind == Kind::kSent;
        const auto health = store::NoteAttempt(tx, claim.organization_id, DeliveryId{claim.id}, success, attempt.at);
        if (success || !health.enabled) return;
        if (outcome.status == kHttpGone) {
            Disable(tx, claim.organization_id, health, store::DisabledReason::kGone, attempt.at);
        } else if (health.failing_since && attempt.at - *health.failing_since >= parts_.settings.disable_after) {
            Disable(tx, claim.organization_id, health, store::DisabledReason::kFailing, attempt.at);
        }
    }

  private:
    // The newest first. Empty: sealed with another key.
    std::vector<std::string> SecretsOf(const store::Outgoing& outgoing) const {
        const std::string context = SecretContext(outgoing.endpoint_id);
        std::vector<std::string> secrets;
        if (auto secret = parts_.secrets.Open(outgoing.secret_sealed.value, context)) {
            secrets.push_back(std::move(*secret));
        }
        const bool former = outgoing.former_secret_sealed && outgoing.former_secret_until &&
                            *outgoing.former_secret_until > base::SystemClock().Now();
        if (!secrets.empty() && former) {
            if (auto secret = parts_.secrets.Open(outgoing.former_secret_sealed->value, context)) {
                secrets.push_back(std::move(*secret));
            }
        }
        return secrets;
    }

    void Disable(pg::Transaction& tx, base::OrganizationId organization, const store::Health& health,
                 store::DisabledReason reason, base::Instant now) {
        store::Disable(tx, organization, health.id, reason, now);
        const std::string words(base::json::EnumName(reason));
        audit::RecordSystem(tx, now, "webhooks.deliver",
                            {.organization = organization,
                             .action = audit::action::kWebhookEndpointDisabled,
                             .object_type = "webhook_endpoint",
                             .object_id = health.id.value,
                             .before = boost::json::object{{"url", health.url}, {"enabled", true}},
                             .after = boost::json::object{{"url", health.url}, {"enabled", false}, {"reason", words}},
                             .object_name = health.url});
        for (const Reader& reader : Readers(tx, organization, health)) {
            const mail::Mail mail{.organization = organization,
                                  .template_name = "webhook_endpoint_disabled",
                                  .language = reader.language,
                                  .to = reader.email,
                                  .to_name = reader.name,
                                  .args = {{"name", reader.name},
                                           {"url", health.url},
                                           {"reason", words},
                                           {"days", std::int64_t{parts_.settings.disable_after.count() / 24}}},
                                  .link = parts_.settings.portal_url + "/webhooks/" + health.id.ToString(),
                                  .object_type = "webhook_endpoint",
                                  .object_id = health.id.value};
            if (const auto queued = parts_.mailer.Enqueue(tx, now, mail); !queued) {
                base::log::Warn("webhooks.mail_refused endpoint={} code={}", health.id.ToString(), queued.error().code);
            }
        }
    }

    static std::vector<Reader> Readers(pg::Transaction& tx, base::OrganizationId organization,
                                       const store::Health& health) {
        std::vector<Reader> readers;
        for (const auto& person : OwnersOf(tx, organization, health.created_by)) {
            readers.push_back({person.email, person.first_name + " " + person.last_name, person.language});
        }
        // Nobody of the organization looks after it: somebody above made it.
        if (readers.empty() && base::IsEmailAddress(health.created_by)) {
            readers.push_back(
                {health.created_by, health.created_by, organizations::LanguageOf(tx, organization).value_or("en")});
        }
        return readers;
    }

    const Parts parts_;
};

}  // namespace

std::unique_ptr<outbox::Handler> MakeDelivery(const Parts& parts) {
    return std::make_unique<Delivery>(parts);
}

}  // namespace webhooks
