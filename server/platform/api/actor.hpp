#pragma once

#include <boost/describe/enum.hpp>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lib/base/ids.hpp"
#include "lib/base/problem.hpp"
#include "server/platform/http/message.hpp"

// Who asks, on whose behalf, and what that lets them do.
namespace http {

// A role, for the platform no more than its number. Which ones there are, and what each may do, is the product's:
// server/organizations/roles.hpp.
enum class Role : std::uint8_t;
inline constexpr int kMostRoles = 31;

// The roles of an actor, or the roles that an operation allows (any one of them is enough).
class RoleSet {
  public:
    constexpr RoleSet() = default;
    constexpr RoleSet(std::initializer_list<Role> roles) {
        for (Role role : roles) bits_ |= Bit(role);
    }
    [[nodiscard]] constexpr bool Has(Role role) const { return (bits_ & Bit(role)) != 0; }
    [[nodiscard]] constexpr bool Intersects(RoleSet other) const { return (bits_ & other.bits_) != 0; }
    [[nodiscard]] constexpr bool empty() const { return bits_ == 0; }
    constexpr void Add(Role role) { bits_ |= Bit(role); }
    constexpr RoleSet operator|(RoleSet other) const { return RoleSet(bits_ | other.bits_); }
    constexpr bool operator==(const RoleSet&) const = default;
    [[nodiscard]] std::vector<Role> ToVector() const;

    // An operation that needs no sign-in at all: everybody is allowed.
    [[nodiscard]] static constexpr RoleSet Public() { return RoleSet(kPublicBit); }
    [[nodiscard]] constexpr bool IsPublic() const { return bits_ == kPublicBit; }

  private:
    static constexpr std::uint32_t kPublicBit = 1U << 31;
    constexpr explicit RoleSet(std::uint32_t bits) : bits_(bits) {}
    static constexpr std::uint32_t Bit(Role role) { return 1U << static_cast<unsigned>(role); }
    std::uint32_t bits_ = 0;
};

// What one may do, by its name: the document, the portal and a refusal speak of it.
struct Permission {
    std::string_view name;  // "manage_contacts"
    RoleSet roles;          // any one of them is enough

    constexpr Permission() = default;
    constexpr Permission(std::string_view its_name, RoleSet its_roles) : name(its_name), roles(its_roles) {}
    constexpr Permission(RoleSet its_roles)
        : roles(its_roles) {}  // NOLINT: groups of roles without a name of their own
    [[nodiscard]] constexpr bool Has(Role role) const { return roles.Has(role); }
    [[nodiscard]] constexpr bool Intersects(RoleSet other) const { return roles.Intersects(other); }
    [[nodiscard]] constexpr bool IsPublic() const { return roles.IsPublic(); }
    [[nodiscard]] constexpr bool empty() const { return roles.empty(); }
};

inline constexpr Permission kPublic{"", RoleSet::Public()};

enum class ActorKind { kAnonymous, kUser, kApiKey, kAgent };
BOOST_DESCRIBE_ENUM(ActorKind, kAnonymous, kUser, kApiKey, kAgent)

// Resolved anew for every request, so that signing out and changed roles count from the next one on.
struct Actor {
    ActorKind kind = ActorKind::kAnonymous;
    base::Uuid id;           // of the user, API key or agent
    std::string name;        // for the audit log: e-mail address or agent name
    std::string language;    // the user's own choice; empty: Accept-Language decides
    base::Uuid session_id;   // nil without a session
    bool by_cookie = false;  // a browser sent it by itself: changes need the CSRF check
    // The organization acted in, the roles there, and every organization that may be seen from
    // there (itself included): row level security gets exactly this list.
    base::OrganizationId organization;
    base::OrganizationId home;
    RoleSet roles;
    std::vector<base::OrganizationId> visible;
    // What is below the organization acted in is seen, too, also where there is nothing (ORG-5: not by people of a parent
    // organization outside of the access group).
    bool sees_below = false;
    // An API key does no more than whoever made it may do now, nor than the permissions that it was given by name.
    std::optional<RoleSet> within{};
    std::optional<std::vector<std::string>> scopes{};

    [[nodiscard]] bool May(const Permission& permission) const;
};

// Finds the actor of a credential. Filled by identity (cookie, API key) and agents (agent key).
class Authenticator {
  public:
    virtual ~Authenticator() = default;
    // nullopt: the request carries no credential of this kind (another one may know it).
    // Problem kUnauthenticated: it carries one that is not, or no longer, good.
    // Problem kNotFound "organization_not_found": `acted_in` cannot be seen by this actor.
    // `acted_in` is `?organization_id=`; without it the actor acts in the home organization.
    virtual base::Result<std::optional<Actor>> Authenticate(const Request& request,
                                                            std::optional<base::OrganizationId> acted_in) = 0;
};

}  // namespace http
