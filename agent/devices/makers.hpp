#pragma once

#include <deque>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "agent/devices/brands.hpp"
#include "agent/devices/maker.hpp"
#include "agent/devices/maker_file.hpp"
#include "lib/base/problem.hpp"

namespace agent::devices {

// A file that was left out, and why.
struct RefusedFile {
    std::string file;
    base::Problem problem;
};

// Every maker and brand that the agent knows: those built into it, and those of a folder. Makers keep their address, so
// that printers can point at theirs: this must outlive whatever got one.
class Makers {
  public:
    // Only those built in. Throws std::logic_error when one of them is wrong (a test sees to it that none is).
    Makers();
    // With those of the folder too; an empty path has none.
    explicit Makers(const std::filesystem::path& folder);
    Makers(Makers&&) = default;
    Makers& operator=(Makers&&) = delete;

    // What was wrong in the folder; everything else of it is used.
    [[nodiscard]] const std::vector<RefusedFile>& refused() const { return refused_; }
    [[nodiscard]] const std::deque<Maker>& all() const { return makers_; }
    [[nodiscard]] std::size_t built_in() const { return built_in_; }
    [[nodiscard]] const Brands& brands() const { return brands_; }

    // By sysObjectID, the longest enterprise first, or else by name; nullptr when nothing is known. A machine with
    // another brand on it is found by its sysObjectID: the private MIB is the builder's.
    [[nodiscard]] const Maker* Find(const printing::SystemIdentity& identity) const;
    [[nodiscard]] const Maker* FindByName(std::string_view name) const;
    // For machines whose sysObjectID says nothing: ranges whose answers tell which private MIBs are there ...
    [[nodiscard]] std::vector<snmp::Range> PresenceRanges() const;
    // ... and the maker that they tell; nullptr when none answered.
    [[nodiscard]] const Maker* FindByPresence(const snmp::Values& values) const;

  private:
    void AddFolder(const std::filesystem::path& folder);
    base::Result<void> Add(MakerFile file);

    std::deque<Maker> makers_;
    std::size_t built_in_ = 0;
    Brands brands_;
    std::vector<RefusedFile> refused_;
};

}  // namespace agent::devices
