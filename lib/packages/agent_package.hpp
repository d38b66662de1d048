#pragma once

#include <boost/describe.hpp>
#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "lib/base/problem.hpp"

// A program of the agent in a file that its maker has signed (AGT-9):
//
//     platen-agent-package 1\n
//     {"version":"0.2.0","architecture":"amd64","size":4194304,"sha256":"<64 hexadecimal digits>"}\n
//     <Ed25519 signature of the two lines above, base64url>\n
//     the program (ELF), `size` octets
//
// The three lines are the head. Whoever holds the private key decides what agents run; a server has only what was signed.
namespace packages {

// "1.20.3": three numbers, compared as numbers.
struct Version {
    int major_number = 0;
    int minor_number = 0;
    int patch = 0;

    auto operator<=>(const Version&) const = default;
};
// nullopt: not three numbers of up to six digits without a sign or a leading zero.
std::optional<Version> ReadVersion(std::string_view text);
// Compares as ReadVersion does; what is no version is older than every version.
bool IsOlder(std::string_view version, std::string_view other);

struct Manifest {
    std::string version;       // of the program, as `platen-agent --version` says it
    std::string architecture;  // Debian's name: "amd64", "arm64"
    std::int64_t size = 0;     // octets of the program
    std::string sha256;        // of the program; 64 hexadecimal digits in lower case
};
BOOST_DESCRIBE_STRUCT(Manifest, (), (version, architecture, size, sha256))

inline constexpr std::size_t kMaxHead = 4096;
inline constexpr std::int64_t kMaxProgram = 64 << 20;

// What this program was compiled for, by Debian's name.
std::string_view OwnArchitecture();

struct Head {
    Manifest manifest;
    std::string text;       // the three lines
    std::string signature;  // 64 octets
};
// The head of a package, whatever follows. kInvalid "package_malformed" {detail}, "package_too_large" {most}.
base::Result<Head> ReadHead(std::string_view file);

struct Package {
    Head head;
    std::string_view program;  // into the file that was read
};
// A whole package. As ReadHead(); "package_incomplete" {wanted, size}; "package_damaged": not the program that was signed;
// "package_no_program": not an ELF program for that architecture.
base::Result<Package> ReadPackage(std::string_view file);
// The same of a program that lies by itself.
base::Result<void> CheckProgram(const Manifest& manifest, std::string_view program);

// Keys are texts, so that they fit into settings and onto a sheet of paper: "agsec_" or "agpub_" and base64url.
struct KeyPair {
    std::string secret_key;
    std::string public_key;
};
KeyPair MakeKeyPair();
bool IsPublicKey(std::string_view text);

// A signed package of this program. kInvalid "signing_key_malformed", "version_malformed", "package_no_program",
// "package_too_large".
base::Result<std::string> Sign(std::string_view program, std::string_view version, std::string_view architecture,
                               std::string_view secret_key);
bool IsSigned(const Head& head, std::span<const std::string> public_keys);

// What an agent is, and what it must not go below.
struct Running {
    std::string version;
    std::string architecture;
    std::string minimum;  // empty: none
};
// Whether it may become that program. kInvalid "update_not_signed"; kConflict "update_other_architecture",
// "update_not_newer" (the same version, too: nobody is led back to a version with known faults), "update_below_minimum".
base::Result<void> CheckUpdate(const Head& head, const Running& running, std::span<const std::string> public_keys);

}  // namespace packages
