#include "server/platform/pg/guard.hpp"

#include "server/platform/pg/transaction.hpp"

namespace pg {
namespace {

struct LoginRow {
    std::string login;
    bool is_superuser = false;
    bool bypasses = false;
    bool is_application = false;
    std::int64_t owned_tables = 0;
    std::int32_t version = 0;
    std::string fsync;
    std::string full_page_writes;
    std::string synchronous_commit;
    std::string encoding;
};
BOOST_DESCRIBE_STRUCT(LoginRow, (),
                      (login, is_superuser, bypasses, is_application, owned_tables, version, fsync, full_page_writes,
                       synchronous_commit, encoding))

// A role that may become a privileged one with SET ROLE is as good as that one.
const Query<LoginRow()> kLogin{"pg.login", R"sql(
    SELECT session_user::text AS login,
        EXISTS (SELECT FROM pg_roles WHERE rolsuper AND pg_has_role(session_user, oid, 'MEMBER'))
            AS is_superuser,
        EXISTS (SELECT FROM pg_roles WHERE rolbypassrls AND NOT rolsuper
                AND pg_has_role(session_user, oid, 'MEMBER')) AS bypasses,
        EXISTS (SELECT FROM pg_roles WHERE rolname = 'platen_app'
                AND pg_has_role(session_user, oid, 'USAGE')) AS is_application,
        (SELECT count(*) FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace
         WHERE relkind IN ('r', 'p', 'v', 'm') AND nspname = 'public'
         AND pg_has_role(session_user, relowner, 'MEMBER')) AS owned_tables,
        current_setting('server_version_num')::int AS version,
        current_setting('fsync') AS fsync,
        current_setting('full_page_writes') AS full_page_writes,
        current_setting('synchronous_commit') AS synchronous_commit,
        current_setting('server_encoding') AS encoding)sql"};

struct NowRow {
    base::Instant now;
};
BOOST_DESCRIBE_STRUCT(NowRow, (), (now))
const Query<NowRow()> kNow{"pg.now", "SELECT clock_timestamp() AS now"};

}  // namespace

base::Instant DatabaseNow(Pool& pool) {
    Transaction tx(pool, Scope::System(), Access::kReadOnly);
    return tx.Get(kNow).now;
}

std::vector<Objection> CheckDatabase(Pool& pool) {
    Transaction tx(pool, Scope::System(), Access::kReadOnly);
    const LoginRow row = tx.Get(kLogin);
    std::vector<Objection> objections;
    const auto object = [&](const char* code, const std::string& text) { objections.push_back({code, text}); };
    const std::string who = "the database login '" + row.login + "' ";
    const std::string advice = ". Use a login of its own that is a member of platen_app and of nothing else.";
    if (row.is_superuser) {
        object("superuser", who + "is a superuser, who sees the rows of every organization" + advice);
    } else if (row.bypasses) {
        object("bypass_row_level_security", who + "has BYPASSRLS and sees the rows of every organization" + advice);
    } else if (row.owned_tables > 0) {
        object("owner", who + "owns the tables and could switch off row level security" + advice);
    } else if (!row.is_application) {
        object("not_application", who + "is not a member of platen_app: GRANT platen_app TO \"" + row.login + "\"");
    }
    if (row.version < 150000) object("version", "PostgreSQL 15 or newer is needed");
    if (row.encoding != "UTF8") object("encoding", "the database's encoding is " + row.encoding + ", not UTF8");
    const std::string lost = " is off: what users saw as saved could be lost in a power failure. Set it to on.";
    if (row.fsync != "on") object("fsync", "fsync" + lost);
    if (row.full_page_writes != "on") object("full_page_writes", "full_page_writes" + lost);
    if (row.synchronous_commit == "off") object("synchronous_commit", "synchronous_commit" + lost);
    return objections;
}

}  // namespace pg
