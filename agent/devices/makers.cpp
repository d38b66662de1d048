#include "agent/devices/makers.hpp"

#include <algorithm>
#include <stdexcept>

#include "agent/devices/texts.hpp"
#include "embedded/brands.hpp"
#include "embedded/makers.hpp"
#include "lib/base/json.hpp"
#include "lib/base/text.hpp"

namespace agent::devices {

Makers::Makers() {
    for (const embedded::File& file : embedded::makers()) {
        auto read = ParseMakerFile(file.bytes);
        auto added = read ? Add(std::move(*read)) : std::unexpected(std::move(read.error()));
        if (!added) {
            throw std::logic_error(DescribeMakerProblem(std::string(file.name), added.error()).front());
        }
    }
    built_in_ = makers_.size();
    // Brands of no maker's file: only their names are known.
    for (const embedded::File& file : embedded::brands()) {
        const auto names = base::json::Read<std::vector<std::string>>(file.bytes);
        if (!names) throw std::logic_error(std::string(file.name));
        for (const std::string& name : *names) brands_.Add(name, name);
    }
}

Makers::Makers(const std::filesystem::path& folder) : Makers() {
    if (!folder.empty()) AddFolder(folder);
}

void Makers::AddFolder(const std::filesystem::path& folder) {
    const auto refuse_folder = [&](std::string code, base::Args args) {
        refused_.push_back(
            {folder.string(), base::Problem{base::ProblemKind::kInvalid, std::move(code), std::move(args), {}}});
    };
    std::vector<std::filesystem::path> files;
    std::error_code error;
    auto entry = std::filesystem::directory_iterator(folder, error);
    for (; !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
        const auto name = entry->path().filename().string();
        if (entry->path().extension() != ".json" || name.starts_with('.')) continue;
        if (files.size() == kMostMakerFiles) {
            refuse_folder("makers_folder_too_large", {{"maximum", static_cast<std::int64_t>(kMostMakerFiles)}});
            return;
        }
        files.push_back(entry->path());
    }
    if (error) {
        refuse_folder("makers_folder_unreadable", {{"reason", error.message()}});
        return;
    }
    std::ranges::sort(files);  // whoever comes first keeps an enterprise: the same at each start
    for (const auto& file : files) {
        const auto text = ReadMakerFile(file);
        auto read = text ? ParseMakerFile(*text) : std::unexpected(text.error());
        auto added = read ? Add(std::move(*read)) : std::unexpected(std::move(read.error()));
        if (!added) refused_.push_back({file.string(), std::move(added.error())});
    }
}

base::Result<void> Makers::Add(MakerFile file) {
    base::FieldProblems problems;
    if (FindByName(file.maker.name) != nullptr) problems.Add("/name", "name_taken", {{"value", file.maker.name}});
    for (std::size_t i = 0; i < file.maker.enterprises.size(); ++i) {
        for (const Maker& other : makers_) {
            if (std::ranges::find(other.enterprises, file.maker.enterprises[i]) == other.enterprises.end()) continue;
            problems.Add("/enterprises/" + std::to_string(i), "enterprise_taken",
                         {{"value", file.maker.enterprises[i].ToString()}, {"by", other.name}});
        }
    }
    for (std::size_t i = 0; i < file.brands.size(); ++i) {
        const std::string* shown = brands_.Shown(file.brands[i].written);
        if (shown == nullptr || *shown == file.brands[i].shown) continue;
        problems.Add("/brands/" + std::to_string(i), "brand_taken",
                     {{"value", file.brands[i].written}, {"by", *shown}});
    }
    if (!problems.empty()) return std::move(problems).Refuse();
    for (const BrandName& brand : file.brands) brands_.Add(brand.written, brand.shown);
    makers_.push_back(std::move(file.maker));
    makers_.back().ranges_once = MakeRangesOnce();
    return {};
}

const Maker* Makers::FindByName(std::string_view name) const {
    const std::string lower = base::ToLowerAscii(name);
    for (const Maker& maker : makers_) {
        if (base::ToLowerAscii(maker.name) == lower) return &maker;
    }
    return nullptr;
}

const Maker* Makers::Find(const printing::SystemIdentity& identity) const {
    const Maker* found = nullptr;
    std::size_t longest = 0;
    for (const Maker& maker : makers_) {
        for (const snmp::Oid& enterprise : maker.enterprises) {
            if (enterprise.size() <= longest || !snmp::Values::StartsWith(identity.object_id, enterprise.ids()))
                continue;
            found = &maker;
            longest = enterprise.size();
        }
    }
    if (found != nullptr) return found;
    const auto id_maker = identity.device_id ? DeviceIdValue(*identity.device_id, "MFG", "MANUFACTURER") : std::nullopt;
    for (const std::string* text : {identity.device_description ? &*identity.device_description : nullptr,
                                    &identity.description, id_maker ? &*id_maker : nullptr}) {
        const auto brand = text != nullptr ? brands_.Of(*text) : std::nullopt;
        if (!brand) continue;
        if (const Maker* maker = FindByName(brand->name)) return maker;
    }
    return nullptr;
}

std::vector<snmp::Range> Makers::PresenceRanges() const {
    std::vector<snmp::Range> ranges;
    for (const Maker& maker : makers_) {
        for (const snmp::Oid& oid : maker.enterprises) ranges.push_back(snmp::Scalar(oid));
    }
    return ranges;
}

const Maker* Makers::FindByPresence(const snmp::Values& values) const {
    const Maker* found = nullptr;
    for (const Maker& maker : makers_) {
        for (const snmp::Oid& oid : maker.enterprises) {
            // What others copy (HP's device id above all) counts only where nothing else answered.
            if (values.HasUnder(oid.ids()) && (found == nullptr || found->copied_by_others)) found = &maker;
        }
    }
    return found;
}

}  // namespace agent::devices
