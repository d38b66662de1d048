#pragma once

#include <memory>
#include <string>
#include <vector>

#include "server/identity/identity.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/i18n/i18n.hpp"
#include "server/platform/mail/mail.hpp"
#include "server/platform/pg/pool.hpp"
#include "server/platform/tasks/recurring.hpp"
#include "server/platform/tasks/tasks.hpp"
#include "server/replenishment/replenishment.hpp"
#include "server/webhooks/webhooks.hpp"

namespace server {

// What the platform offers to every feature. Nothing is owned; all of it outlives Features.
struct Platform {
    pg::Pool& pool;
    base::IdSource& ids;
    const base::Clock& clock;  // business time
    const base::SecretBox& secrets;
    const i18n::Catalogues& catalogues;
    mail::Mailer& mailer;
    bool mail_server = false;  // mails leave: smtp.url is set
};

// Every feature of the server, built and tied together: the one list. A further feature is a member of Parts, and a
// line in each function that concerns it.
class Features {
  public:
    // `sender`: name and address on the papers of parcels.
    Features(Platform platform, const identity::Settings& identity, const replenishment::Settings& replenishment,
             const std::vector<std::string>& sender = {}, const webhooks::Settings& webhooks = {});
    ~Features();

    // All operations and authenticators.
    void RegisterHttp(http::Router& router);
    // All kinds of background work, and when it comes back.
    void RegisterTasks(tasks::Registry& registry, tasks::Recurring& recurring);

    identity::Identity& identity();
    // Delivers what webhooks tell; thread-safe.
    outbox::Handler& webhook_delivery();
    // The files that mails bring.
    mail::Attachments& mail_attachments();

  private:
    struct Parts;
    Platform platform_;
    std::unique_ptr<Parts> parts_;
};

}  // namespace server
