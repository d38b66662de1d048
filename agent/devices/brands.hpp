#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Names that stand on machines. A rebranded machine shows its own name, whoever built it.
namespace agent::devices {

// {"Konica Minolta", 14}: 14 octets of the text are its name.
struct Brand {
    std::string_view name;
    std::size_t length;
};

class Brands {
  public:
    // `written`: as texts start with it, in any case. False when another name is shown for it already; nothing changes then.
    bool Add(std::string_view written, std::string_view shown);
    // The name shown for exactly this text; nullptr when there is none.
    [[nodiscard]] const std::string* Shown(std::string_view written) const;
    // The brand that a text starts with, as whole words. nullopt for an unknown one.
    [[nodiscard]] std::optional<Brand> Of(std::string_view text) const;

  private:
    struct Entry {
        std::string written;  // lower case
        std::string shown;
    };
    std::vector<Entry> entries_;  // the longer ones first
};

}  // namespace agent::devices
