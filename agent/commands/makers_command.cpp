#include "agent/commands/makers_command.hpp"

#include <fmt/format.h>

#include <iostream>

#include "agent/devices/makers.hpp"
#include "lib/base/json.hpp"

namespace agent {
namespace {

boost::json::object ToJson(const devices::Makers& makers) {
    boost::json::array known;
    for (std::size_t i = 0; i < makers.all().size(); ++i) {
        const devices::Maker& maker = makers.all()[i];
        boost::json::array enterprises;
        for (const auto& oid : maker.enterprises) enterprises.emplace_back(oid.ToString());
        known.push_back({{"name", maker.name}, {"enterprises", enterprises}, {"built_in", i < makers.built_in()}});
    }
    boost::json::array refused;
    for (const auto& file : makers.refused()) {
        boost::json::array problems;
        for (const auto& line : devices::DescribeMakerProblem(file.file, file.problem)) problems.emplace_back(line);
        refused.push_back({{"file", file.file}, {"problems", problems}});
    }
    return {{"makers", known}, {"refused", refused}};
}

}  // namespace

int ListMakers(const MakersOptions& options) {
    if (options.schema) {
        std::cout << boost::json::serialize(devices::MakerFileSchema()) << "\n";
        return 0;
    }
    const devices::Makers makers{std::filesystem::path(options.folder)};
    if (options.json) {
        std::cout << boost::json::serialize(ToJson(makers)) << "\n";
    } else {
        for (std::size_t i = 0; i < makers.all().size(); ++i) {
            const devices::Maker& maker = makers.all()[i];
            std::string enterprises;
            for (const auto& oid : maker.enterprises) enterprises += " " + oid.ToString();
            std::cout << fmt::format("{:<16}{:<10}{}\n", maker.name, i < makers.built_in() ? "built in" : "folder",
                                     enterprises);
        }
    }
    for (const auto& file : makers.refused()) {
        for (const auto& line : devices::DescribeMakerProblem(file.file, file.problem)) {
            std::cerr << "platen-agent makers: " << line << "\n";
        }
    }
    return makers.refused().empty() ? 0 : 1;
}

}  // namespace agent
