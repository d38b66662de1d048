#include "lib/packages/agent_package.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <charconv>
#include <stdexcept>
#include <vector>

#include "lib/base/hex.hpp"
#include "lib/base/json.hpp"
#include "lib/base/secrets.hpp"
#include "lib/base/text.hpp"
#include "lib/base/try.hpp"

namespace packages {
namespace {

using base::ProblemKind;
using base::Refuse;

constexpr std::string_view kFirstLine = "platen-agent-package 1\n";
constexpr std::string_view kSecretPrefix = "agsec_";
constexpr std::string_view kPublicPrefix = "agpub_";

// ELF's e_machine (System V ABI, "ELF Header").
struct Machine {
    std::string_view architecture;
    std::uint8_t elf_machine;
};
constexpr Machine kMachines[] = {{"amd64", 62}, {"arm64", 183}};

const unsigned char* Octets(std::string_view bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}
unsigned char* Octets(std::string& bytes) {
    return reinterpret_cast<unsigned char*>(bytes.data());
}

std::unexpected<base::Problem> Malformed(std::string detail) {
    return Refuse(ProblemKind::kInvalid, "package_malformed", {{"detail", std::move(detail)}});
}

// The octets of a key; empty: it is none.
template <std::size_t octets>
std::vector<unsigned char> ReadKey(std::string_view text, std::string_view prefix) {
    text = base::Trim(text);
    if (!text.starts_with(prefix)) return {};
    const auto key = base::FromBase64Url(text.substr(prefix.size()));
    if (!key || key->size() != octets) return {};
    return {key->begin(), key->end()};
}

std::string SignedText(const Manifest& manifest) {
    return std::string(kFirstLine) + base::json::Write(manifest) + "\n";
}

}  // namespace

std::optional<Version> ReadVersion(std::string_view text) {
    int numbers[3] = {};
    for (int i = 0; i < 3; ++i) {
        const auto end = i < 2 ? text.find('.') : text.size();
        if (end == std::string_view::npos || end == 0 || end > 6) return std::nullopt;
        const auto part = text.substr(0, end);
        if (!std::ranges::all_of(part, [](char c) { return c >= '0' && c <= '9'; })) return std::nullopt;
        if (part.size() > 1 && part[0] == '0') return std::nullopt;
        std::from_chars(part.data(), part.data() + part.size(), numbers[i]);
        text.remove_prefix(i < 2 ? end + 1 : end);
    }
    return Version{numbers[0], numbers[1], numbers[2]};
}

bool IsOlder(std::string_view version, std::string_view other) {
    return ReadVersion(version) < ReadVersion(other);  // nullopt is less than every value
}

std::string_view OwnArchitecture() {
#if defined(__x86_64__)
    return "amd64";
#elif defined(__aarch64__)
    return "arm64";
#else
    return "unknown";
#endif
}

base::Result<Head> ReadHead(std::string_view file) {
    if (!file.starts_with(kFirstLine)) return Malformed("it is no package of an agent");
    const auto second = file.substr(0, kMaxHead).find('\n', kFirstLine.size());
    const auto third = second == std::string_view::npos ? second : file.substr(0, kMaxHead).find('\n', second + 1);
    if (third == std::string_view::npos) return Malformed("its head does not end");
    auto manifest = base::json::Read<Manifest>(file.substr(kFirstLine.size(), second - kFirstLine.size()));
    if (!manifest) return Malformed("its manifest cannot be read");
    auto signature = base::FromBase64Url(file.substr(second + 1, third - second - 1));
    if (!signature || signature->size() != crypto_sign_BYTES) return Malformed("its signature cannot be read");
    if (!ReadVersion(manifest->version)) return Malformed("its version is not like 1.2.3");
    if (std::ranges::find(kMachines, manifest->architecture, &Machine::architecture) == std::end(kMachines))
        return Malformed("its architecture is unknown");
    const auto hash = base::FromHex(manifest->sha256);
    if (!hash || hash->size() != 32 || base::ToHex(*hash) != manifest->sha256)
        return Malformed("its sum is no SHA-256");
    if (manifest->size <= 0) return Malformed("its size is wrong");
    if (manifest->size > kMaxProgram)
        return Refuse(ProblemKind::kInvalid, "package_too_large", {{"most", kMaxProgram}});
    return Head{std::move(*manifest), std::string(file.substr(0, third + 1)), std::move(*signature)};
}

base::Result<void> CheckProgram(const Manifest& manifest, std::string_view program) {
    const auto size = static_cast<std::int64_t>(program.size());
    if (size < manifest.size)
        return Refuse(ProblemKind::kInvalid, "package_incomplete", {{"wanted", manifest.size}, {"size", size}});
    if (size > manifest.size || base::ToHex(base::Sha256(program)) != manifest.sha256)
        return Refuse(ProblemKind::kInvalid, "package_damaged");
    const auto machine = std::ranges::find(kMachines, manifest.architecture, &Machine::architecture);
    // e_ident, 64 bits with the low octet first; e_machine is at 18.
    const bool elf = program.size() > 64 && program.starts_with(
                                                "\x7f"
                                                "ELF\x02\x01");
    if (machine == std::end(kMachines) || !elf || static_cast<std::uint8_t>(program[18]) != machine->elf_machine)
        return Refuse(ProblemKind::kInvalid, "package_no_program");
    return {};
}

base::Result<Package> ReadPackage(std::string_view file) {
    TRY(auto head, ReadHead(file));
    const std::string_view program = file.substr(head.text.size());
    TRY_DO(CheckProgram(head.manifest, program));
    return Package{std::move(head), program};
}

KeyPair MakeKeyPair() {
    if (sodium_init() < 0) throw std::runtime_error("libsodium could not be initialized");
    std::string public_key(crypto_sign_PUBLICKEYBYTES, '\0');
    std::string secret_key(crypto_sign_SECRETKEYBYTES, '\0');
    crypto_sign_keypair(Octets(public_key), Octets(secret_key));
    return {std::string(kSecretPrefix) + base::ToBase64Url(secret_key),
            std::string(kPublicPrefix) + base::ToBase64Url(public_key)};
}

bool IsPublicKey(std::string_view text) {
    return !ReadKey<crypto_sign_PUBLICKEYBYTES>(text, kPublicPrefix).empty();
}

base::Result<std::string> Sign(std::string_view program, std::string_view version, std::string_view architecture,
                               std::string_view secret_key) {
    const auto key = ReadKey<crypto_sign_SECRETKEYBYTES>(secret_key, kSecretPrefix);
    if (key.empty()) return Refuse(ProblemKind::kInvalid, "signing_key_malformed");
    if (!ReadVersion(version)) return Refuse(ProblemKind::kInvalid, "version_malformed");
    const Manifest manifest{std::string(version), std::string(architecture), static_cast<std::int64_t>(program.size()),
                            base::ToHex(base::Sha256(program))};
    if (manifest.size > kMaxProgram) return Refuse(ProblemKind::kInvalid, "package_too_large", {{"most", kMaxProgram}});
    TRY_DO(CheckProgram(manifest, program));
    const std::string text = SignedText(manifest);
    std::string signature(crypto_sign_BYTES, '\0');
    crypto_sign_detached(Octets(signature), nullptr, Octets(text), text.size(), key.data());
    return text + base::ToBase64Url(signature) + "\n" + std::string(program);
}

bool IsSigned(const Head& head, std::span<const std::string> public_keys) {
    const std::size_t lines = head.text.rfind('\n', head.text.size() - 2) + 1;  // without the signature's
    const std::string_view text = std::string_view(head.text).substr(0, lines);
    return std::ranges::any_of(public_keys, [&](const std::string& given) {
        const auto key = ReadKey<crypto_sign_PUBLICKEYBYTES>(given, kPublicPrefix);
        return !key.empty() &&
               crypto_sign_verify_detached(Octets(head.signature), Octets(text), text.size(), key.data()) == 0;
    });
}

base::Result<void> CheckUpdate(const Head& head, const Running& running, std::span<const std::string> public_keys) {
    if (!IsSigned(head, public_keys)) return Refuse(ProblemKind::kInvalid, "update_not_signed");
    const Manifest& manifest = head.manifest;
    if (manifest.architecture != running.architecture)
        return Refuse(ProblemKind::kConflict, "update_other_architecture", {{"architecture", manifest.architecture}});
    if (!IsOlder(running.version, manifest.version))
        return Refuse(ProblemKind::kConflict, "update_not_newer", {{"version", manifest.version}});
    if (IsOlder(manifest.version, running.minimum))
        return Refuse(ProblemKind::kConflict, "update_below_minimum", {{"minimum", running.minimum}});
    return {};
}

}  // namespace packages
