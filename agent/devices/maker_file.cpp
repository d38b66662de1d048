#include "agent/devices/maker_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>

#include "agent/devices/rules.hpp"
#include "lib/base/json.hpp"
#include "lib/base/text.hpp"

namespace agent::devices {

// The members of the file, as its schema and its reader know them.
struct MakerObject {
    std::string object;  // its name in the MIB, or what it holds
    std::string oid;
};
BOOST_DESCRIBE_STRUCT(MakerObject, (), (object, oid))

struct MakerBrand {
    std::string written;
    std::optional<std::string> shown;
};
BOOST_DESCRIBE_STRUCT(MakerBrand, (), (written, shown))

struct MakerMeter {
    std::string object;
    std::string oid;
    printing::MeterKind kind = printing::MeterKind::kOther;
    std::optional<printing::Unit> unit;
    std::optional<std::vector<MakerObject>> plus;
};
BOOST_DESCRIBE_STRUCT(MakerMeter, (), (object, oid, kind, unit, plus))

struct MakerSum {
    printing::MeterKind kind = printing::MeterKind::kOther;
    std::vector<printing::MeterKind> of;
    std::optional<std::vector<printing::MeterKind>> less;
};
BOOST_DESCRIBE_STRUCT(MakerSum, (), (kind, of, less))

struct MakerSupplies {
    MakerObject description;
    MakerObject level;
    std::optional<MakerObject> capacity;
    std::optional<printing::SupplyType> type;
    std::optional<printing::Unit> unit;
    std::optional<std::map<std::string, printing::SupplyType>> words;
    std::optional<std::int32_t> rows;
};
BOOST_DESCRIBE_STRUCT(MakerSupplies, (), (description, level, capacity, type, unit, words, rows))

struct MakerOnly {
    MakerObject column;
    std::vector<std::int64_t> values;
};
BOOST_DESCRIBE_STRUCT(MakerOnly, (), (column, values))

struct MakerCounters {
    std::optional<MakerObject> type;
    MakerObject value;
    std::optional<std::map<std::string, printing::MeterKind>> kinds;
    std::optional<std::map<std::string, printing::MeterKind>> names;
    std::optional<MakerOnly> only;
    std::optional<bool> rows_add;
    std::optional<std::int32_t> rows;
};
BOOST_DESCRIBE_STRUCT(MakerCounters, (), (type, value, kinds, names, only, rows_add, rows))

struct MakerRuleTable {
    std::string object;
    std::string oid;
    std::optional<std::int32_t> rows;
};
BOOST_DESCRIBE_STRUCT(MakerRuleTable, (), (object, oid, rows))

using MakerObjects = std::optional<std::vector<MakerObject>>;
struct MakerDescription {
    std::string name;
    std::optional<std::string> about;
    std::optional<std::vector<std::string>> mibs;
    std::string source;
    std::vector<std::string> seen_on;
    std::optional<std::vector<MakerBrand>> brands;
    std::vector<std::string> enterprises;
    std::vector<std::string> printers;
    MakerObjects model, serial_number, firmware, device_id, display;
    std::optional<std::vector<MakerMeter>> meters;
    std::optional<std::vector<MakerSupplies>> supplies;
    std::optional<std::vector<MakerCounters>> counters;
    std::optional<std::vector<MakerSum>> sums;
    std::optional<std::vector<std::string>> contexts;
    std::optional<bool> model_in_description, version_after_model, private_serial_first, copied_by_others;
    std::optional<std::string> rule;
    std::optional<std::vector<MakerRuleTable>> rule_tables;
};
BOOST_DESCRIBE_STRUCT(MakerDescription, (),
                      (name, about, mibs, source, seen_on, brands, enterprises, printers, model, serial_number,
                       firmware, device_id, display, meters, supplies, counters, sums, contexts, model_in_description,
                       version_after_model, private_serial_first, copied_by_others, rule, rule_tables))

namespace {

using base::FieldProblems;
using snmp::Oid;

constexpr std::size_t kMostTextOctets = 200;
constexpr std::size_t kMostAboutOctets = 1000;
constexpr std::size_t kMostSeenOn = 100;
constexpr std::size_t kMostBrands = 20;
constexpr std::size_t kMostEnterprises = 8;
constexpr std::size_t kMostPrinters = 16;
constexpr std::size_t kMostObjects = 8;  // for one value
constexpr std::size_t kMostMeters = 60;
constexpr std::size_t kMostTables = 8;
constexpr std::size_t kMostParts = 12;  // of one meter
constexpr std::size_t kMostWords = 16;
constexpr std::size_t kMostKinds = 64;
constexpr std::size_t kMostContexts = 4;
constexpr std::size_t kMostRanges = 60;  // asked of one printer in all
constexpr int kMostRows = 256;
constexpr std::size_t kLeastArcs = 7;  // 1.3.6.1.4.1.<number>
constexpr std::size_t kMostArcs = 32;

// What each key means, for the schema.
constexpr std::pair<std::string_view, std::string_view> kKeys[] = {
    {"name", "The manufacturer as people see it, where the machine shows no other name."},
    {"about", "What is particular about these machines, for whoever reads the file."},
    {"mibs", "The MIB modules that the objects belong to."},
    {"source", "Where the object identifiers come from: a MIB, a manual, answers of real printers."},
    {"seen_on", "Models on which they were seen."},
    {"brands", "Names that texts of these machines start with; shown under the maker's name, or under `shown`."},
    {"enterprises", "A machine whose sysObjectID is under one of these is asked for what this file names."},
    {"printers", "A machine whose sysObjectID is under one of these is certainly a printer."},
    {"model", "Scalars without their .0, in order of trust: the first usable value counts. Likewise the next four."},
    {"serial_number", "Where the serial number is, if prtGeneralSerialNumber has none."},
    {"firmware", "Where the version of the firmware is."},
    {"device_id", "Where an IEEE 1284 device id is (MFG:...;MDL:...;SN:...;)."},
    {"display", "Where the text of the display is, if prtConsoleDisplayBufferText has none."},
    {"meters",
     "Counters, each by its whole object identifier with the instance. Unit: impressions, if absent. `plus` are "
     "counters "
     "of the same kind that it does not hold. Of several of one kind, here and in `counters`, the first that is there "
     "counts."},
    {"supplies",
     "Columns of a table of supplies. Without `capacity` the level is in percent. `words` of a description tell its "
     "type."},
    {"counters",
     "A table whose rows say what they count: `kinds` gives the numbers of its type column a meaning, `names` the "
     "words; "
     "without `type` the number is the last of the row's index. Several numbers of one kind are added; rows of one "
     "number are "
     "the same count, unless `rows_add`. `only`: rows that have one of these values in another column."},
    {"sums",
     "Kinds that the machine does not count by itself: the sum `of` other kinds, `less` others; all of them, or "
     "nothing."},
    {"contexts", "SNMP contexts (v3) or suffixes of the community (v2c) where the supplies may be."},
    {"model_in_description", "Whether sysDescr starts with manufacturer and model. Default: true."},
    {"version_after_model", "Whether a version follows the model (\"MP C4503 1.18\"). Default: false."},
    {"private_serial_first", "Whether the maker's serial number is better than the standard one. Default: false."},
    {"copied_by_others", "Whether others answer under these enterprises too. Default: false."},
    {"rule", "A rule of the program for what data cannot say."},
    {"rule_tables", "What the rule reads, by the names that it asks for."},
};

class Checker {
  public:
    void Text(const std::string& at, std::string_view text, std::size_t most = kMostTextOctets) {
        if (text.empty()) problems.Add(at, "empty");
        if (text.size() > most)
            problems.Add(at, "text_too_long", {{"maximum_octets", static_cast<std::int64_t>(most)}});
        if (text.size() <= most && base::CleanText(text, most) != text) problems.Add(at, "text_not_clean");
    }
    template <class T>
    bool AtMost(const std::string& at, const T& list, std::size_t most) {
        if (list.size() <= most) return true;
        problems.Add(at, "too_many", {{"maximum", static_cast<std::int64_t>(most)}});
        return false;
    }
    Oid Object(const std::string& at, std::string_view text) {
        static const Oid kInternet{1, 3, 6, 1};
        const auto oid = Oid::Parse(text);
        if (!oid || oid->size() < kLeastArcs || oid->size() > kMostArcs ||
            !snmp::Values::StartsWith(oid->ids(), kInternet.ids())) {
            problems.Add(at, "not_an_oid", {{"value", base::CleanText(text, 80)}});
            return {};
        }
        return *oid;
    }
    Oid Object(const std::string& at, const MakerObject& object) {
        Text(at + "/object", object.object);
        return Object(at + "/oid", object.oid);
    }
    // Under enterprises, and not all of them.
    Oid Enterprise(const std::string& at, std::string_view text) {
        static const Oid kEnterprises{1, 3, 6, 1, 4, 1};
        const Oid oid = Object(at, text);
        if (!oid.empty() && !snmp::Values::StartsWith(oid.ids(), kEnterprises.ids())) {
            problems.Add(at, "not_an_enterprise", {{"value", base::CleanText(text, 80)}});
        }
        return oid;
    }
    int Rows(const std::string& at, const std::optional<std::int32_t>& rows) {
        if (rows && (*rows < 1 || *rows > kMostRows)) {
            problems.Add(at + "/rows", "out_of_range",
                         {{"minimum", std::int64_t{1}}, {"maximum", std::int64_t{kMostRows}}});
        }
        return rows.value_or(8);
    }

    FieldProblems problems;
};

std::string At(std::string_view list, std::size_t index) {
    return fmt::format("/{}/{}", list, index);
}

void TakeIdentity(const MakerDescription& from, MakerFile& file, Checker& check) {
    Maker& maker = file.maker;
    check.Text("/name", from.name, 60);
    maker.name = from.name;
    if (from.about) check.Text("/about", *from.about, kMostAboutOctets);
    check.Text("/source", from.source);
    file.source = from.source;
    if (check.AtMost("/seen_on", from.seen_on, kMostSeenOn)) file.seen_on = from.seen_on;
    for (std::size_t i = 0; i < file.seen_on.size(); ++i) check.Text(At("seen_on", i), file.seen_on[i]);
    if (from.mibs && check.AtMost("/mibs", *from.mibs, kMostObjects)) {
        for (std::size_t i = 0; i < from.mibs->size(); ++i) check.Text(At("mibs", i), (*from.mibs)[i]);
    }
    if (from.brands && check.AtMost("/brands", *from.brands, kMostBrands)) {
        for (std::size_t i = 0; i < from.brands->size(); ++i) {
            const MakerBrand& brand = (*from.brands)[i];
            check.Text(At("brands", i) + "/written", brand.written, 40);
            if (brand.shown) check.Text(At("brands", i) + "/shown", *brand.shown, 60);
            file.brands.push_back({brand.written, brand.shown.value_or(from.name)});
        }
    }
    if (from.enterprises.empty()) check.problems.Add("/enterprises", "empty");
    if (check.AtMost("/enterprises", from.enterprises, kMostEnterprises)) {
        for (std::size_t i = 0; i < from.enterprises.size(); ++i) {
            const Oid oid = check.Enterprise(At("enterprises", i), from.enterprises[i]);
            if (std::ranges::find(maker.enterprises, oid) != maker.enterprises.end()) {
                check.problems.Add(At("enterprises", i), "enterprise_taken", {{"by", from.name}});
            }
            maker.enterprises.push_back(oid);
        }
    }
    if (check.AtMost("/printers", from.printers, kMostPrinters)) {
        for (std::size_t i = 0; i < from.printers.size(); ++i) {
            const Oid oid = check.Enterprise(At("printers", i), from.printers[i]);
            if (!std::ranges::any_of(maker.enterprises, [&](const Oid& enterprise) {
                    return snmp::Values::StartsWith(oid.ids(), enterprise.ids());
                })) {
                check.problems.Add(At("printers", i), "outside_enterprises",
                                   {{"value", base::CleanText(from.printers[i], 80)}});
            }
            maker.printers.push_back(oid);
        }
    }
}

void TakeObjects(std::string_view key, const MakerObjects& from, std::vector<Oid>& into, Checker& check,
                 std::size_t most = kMostObjects) {
    if (!from || !check.AtMost(fmt::format("/{}", key), *from, most)) return;
    for (std::size_t i = 0; i < from->size(); ++i) into.push_back(check.Object(At(key, i), (*from)[i]));
}

void TakeTables(const MakerDescription& from, Maker& maker, Checker& check) {
    if (from.meters && check.AtMost("/meters", *from.meters, kMostMeters)) {
        for (std::size_t i = 0; i < from.meters->size(); ++i) {
            const MakerMeter& meter = (*from.meters)[i];
            check.Text(At("meters", i) + "/object", meter.object);
            MeterSource& into = maker.meters.emplace_back();
            into = {.oid = check.Object(At("meters", i) + "/oid", meter.oid),
                    .kind = meter.kind,
                    .unit = meter.unit.value_or(printing::Unit::kImpressions),
                    .plus = {}};
            TakeObjects(At("meters", i).substr(1) + "/plus", meter.plus, into.plus, check, kMostParts);
        }
    }
    if (from.supplies && check.AtMost("/supplies", *from.supplies, kMostTables)) {
        for (std::size_t i = 0; i < from.supplies->size(); ++i) {
            const MakerSupplies& table = (*from.supplies)[i];
            const std::string at = At("supplies", i);
            SupplyTable& into = maker.supplies.emplace_back();
            into.description = check.Object(at + "/description", table.description);
            into.level = check.Object(at + "/level", table.level);
            if (table.capacity) into.capacity = check.Object(at + "/capacity", *table.capacity);
            into.type = table.type;
            into.unit = table.capacity ? table.unit : printing::Unit::kPercent;
            into.rows = check.Rows(at, table.rows);
            if (table.words && check.AtMost(at + "/words", *table.words, kMostWords)) {
                for (const auto& [words, type] : *table.words) {
                    check.Text(at + "/words/" + base::CleanText(words, 40), words, 60);
                    into.words.emplace_back(base::ToLowerAscii(words), type);
                }
            }
            if (table.unit && !table.capacity && *table.unit != printing::Unit::kPercent) {
                check.problems.Add(at + "/unit", "unit_without_capacity");
            }
        }
    }
    if (from.counters && check.AtMost("/counters", *from.counters, kMostTables)) {
        for (std::size_t i = 0; i < from.counters->size(); ++i) {
            const MakerCounters& table = (*from.counters)[i];
            const std::string at = At("counters", i);
            CounterTable& into = maker.counters.emplace_back();
            if (table.type) into.type = check.Object(at + "/type", *table.type);
            into.value = check.Object(at + "/value", table.value);
            into.rows = check.Rows(at, table.rows);
            into.rows_add = table.rows_add.value_or(false);
            if (table.only) {
                into.only = check.Object(at + "/only/column", table.only->column);
                if (check.AtMost(at + "/only/values", table.only->values, kMostParts))
                    into.only_values = table.only->values;
            }
            const auto kinds = table.kinds.value_or(std::map<std::string, printing::MeterKind>{});
            const auto names = table.names.value_or(std::map<std::string, printing::MeterKind>{});
            if (kinds.empty() && names.empty()) check.problems.Add(at + "/kinds", "empty");
            if (!check.AtMost(at + "/kinds", kinds, kMostKinds) || !check.AtMost(at + "/names", names, kMostKinds))
                continue;
            for (const auto& [name, kind] : names) {
                check.Text(at + "/names/" + base::CleanText(name, 40), name, 80);
                into.names[name] = kind;
            }
            for (const auto& [number, kind] : kinds) {
                std::int64_t type = 0;
                const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), type);
                if (error != std::errc{} || end != number.data() + number.size()) {
                    check.problems.Add(at + "/kinds/" + base::CleanText(number, 40), "not_a_number");
                }
                into.kinds[type] = kind;
            }
        }
    }
    if (from.sums && check.AtMost("/sums", *from.sums, kMostTables)) {
        for (std::size_t i = 0; i < from.sums->size(); ++i) {
            const MakerSum& sum = (*from.sums)[i];
            if (sum.of.empty()) check.problems.Add(At("sums", i) + "/of", "empty");
            MeterSum into{
                .kind = sum.kind, .of = sum.of, .less = sum.less.value_or(std::vector<printing::MeterKind>{})};
            if (check.AtMost(At("sums", i) + "/of", into.of, kMostParts) &&
                check.AtMost(At("sums", i) + "/less", into.less, kMostParts)) {
                maker.sums.push_back(std::move(into));
            }
        }
    }
    if (from.contexts && check.AtMost("/contexts", *from.contexts, kMostContexts)) {
        for (std::size_t i = 0; i < from.contexts->size(); ++i) check.Text(At("contexts", i), (*from.contexts)[i], 32);
        maker.contexts = *from.contexts;
    }
}

void TakeRule(const MakerDescription& from, Maker& maker, Checker& check) {
    if (from.rule) {
        maker.rule = FindRule(*from.rule);
        if (maker.rule == nullptr) {
            check.problems.Add("/rule", "unknown_rule",
                               {{"value", base::CleanText(*from.rule, 40)}, {"allowed", RuleNames()}});
        }
    }
    const auto tables = from.rule_tables.value_or(std::vector<MakerRuleTable>{});
    if (!check.AtMost("/rule_tables", tables, kMostTables)) return;
    for (std::size_t i = 0; i < tables.size(); ++i) {
        const std::string at = At("rule_tables", i);
        maker.rule_tables.push_back(
            {tables[i].object, check.Object(at + "/oid", tables[i].oid), check.Rows(at, tables[i].rows)});
        if (maker.rule != nullptr &&
            std::ranges::find(maker.rule->tables, tables[i].object) == maker.rule->tables.end()) {
            check.problems.Add(at + "/object", "rule_does_not_read",
                               {{"value", base::CleanText(tables[i].object, 40)}});
        }
    }
    if (maker.rule == nullptr) {
        if (!from.rule && !tables.empty()) check.problems.Add("/rule_tables", "tables_without_rule");
        return;
    }
    for (const std::string_view needed : maker.rule->tables) {
        if (std::ranges::find(tables, needed, &MakerRuleTable::object) == tables.end()) {
            check.problems.Add("/rule_tables", "rule_needs_table", {{"object", std::string(needed)}});
        }
    }
}

// Code -> what to do about it.
std::string_view Advice(std::string_view code) {
    static constexpr std::pair<std::string_view, std::string_view> kAdvice[] = {
        {"json_malformed", "mend the JSON at this line"},
        {"unknown_field", "there is no such key; `platen-agent makers --schema` names them all"},
        {"missing", "this key must be there"},
        {"empty", "this must not be empty"},
        {"not_an_oid", "write 7 to 32 numbers with dots that start with 1.3.6.1"},
        {"not_an_enterprise", "write an object identifier under 1.3.6.1.4.1"},
        {"outside_enterprises", "it must be under one of `enterprises`"},
        {"enterprise_taken", "another maker has this enterprise: name a longer one, or leave it out"},
        {"name_taken", "another maker has this name: choose another one"},
        {"brand_taken", "another maker has this brand: leave it out"},
        {"unknown_rule", "choose one of the allowed rules, or leave it out"},
        {"rule_needs_table", "say in `rule_tables` where this is"},
        {"rule_does_not_read", "the rule reads nothing of this name: leave it out"},
        {"tables_without_rule", "only a rule reads these: name it, or leave them out"},
        {"unit_without_capacity", "without `capacity` the level is in percent: leave `unit` out"},
        {"text_not_clean", "take out control characters, and spaces at the ends or doubled ones"},
        {"too_many", "take some out"},
        {"too_many_in_all", "a printer is not asked for so much: take some out"},
        {"text_too_long", "shorten it"},
        {"not_one_of", "choose one of the allowed words"},
        {"not_a_number", "write a whole number"},
        {"out_of_range", "choose a number within the range"},
        {"maker_file_too_large", "a maker's file is smaller: is this the right file?"},
        {"maker_file_not_a_file", "only plain files are read"},
        {"maker_file_unreadable", "let the agent's user read it"},
        {"makers_folder_unreadable", "is the folder there, and may the agent's user read it?"},
        {"makers_folder_too_large", "take files out"},
    };
    for (const auto& [known, advice] : kAdvice) {
        if (known == code) return advice;
    }
    return {};
}

std::string Sentence(std::string_view code, const base::Args& args) {
    std::string text(code);
    std::string list;
    for (const auto& [name, value] : args) {
        list += fmt::format("{}{} {}", list.empty() ? "" : ", ", name,
                            std::visit([](const auto& v) { return fmt::format("{}", v); }, value));
    }
    if (!list.empty()) text += " (" + list + ")";
    if (const auto advice = Advice(code); !advice.empty()) text += fmt::format(": {}", advice);
    return text;
}

}  // namespace

base::Result<MakerFile> ParseMakerFile(std::string_view json) {
    if (json.starts_with("\xEF\xBB\xBF")) json.remove_prefix(3);  // some editors put it there
    auto value = base::json::Parse(json);
    if (!value) {
        base::Problem problem = std::move(value.error());
        const auto offset = problem.args.find("offset");
        if (offset != problem.args.end()) {
            const auto end = static_cast<std::size_t>(std::get<std::int64_t>(offset->second));
            problem.args["line"] = 1 + std::ranges::count(json.substr(0, end), '\n');
            problem.args.erase("offset");
        }
        return std::unexpected(std::move(problem));
    }
    auto read = base::json::Bind<MakerDescription>(*value);
    if (!read) return std::unexpected(std::move(read.error()));
    MakerFile file;
    Checker check;
    TakeIdentity(*read, file, check);
    TakeObjects("model", read->model, file.maker.model, check);
    TakeObjects("serial_number", read->serial_number, file.maker.serial_number, check);
    TakeObjects("firmware", read->firmware, file.maker.firmware, check);
    TakeObjects("device_id", read->device_id, file.maker.device_id, check);
    TakeObjects("display", read->display, file.maker.display, check);
    TakeTables(*read, file.maker, check);
    TakeRule(*read, file.maker, check);
    file.maker.model_in_description = read->model_in_description.value_or(true);
    file.maker.version_after_model = read->version_after_model.value_or(false);
    file.maker.private_serial_first = read->private_serial_first.value_or(false);
    file.maker.copied_by_others = read->copied_by_others.value_or(false);
    if (!check.problems.empty()) return std::move(check.problems).Refuse();
    if (MakerRanges(file.maker).size() > kMostRanges) {
        check.problems.Add("", "too_many_in_all", {{"maximum", static_cast<std::int64_t>(kMostRanges)}});
        return std::move(check.problems).Refuse();
    }
    return file;
}

base::Result<std::string> ReadMakerFile(const std::filesystem::path& file) {
    const auto unreadable = [] {
        return base::Refuse(base::ProblemKind::kInvalid, "maker_file_unreadable",
                            {{"reason", std::string(std::strerror(errno))}});
    };
    // Without waiting for a writer, should it be a pipe.
    const int fd = ::open(file.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0) return unreadable();
    struct stat about{};
    if (::fstat(fd, &about) != 0 || !S_ISREG(about.st_mode)) {
        ::close(fd);
        return base::Refuse(base::ProblemKind::kInvalid, "maker_file_not_a_file");
    }
    std::string text(kMostMakerFileBytes + 1, '\0');
    std::size_t size = 0;
    ssize_t count = 0;
    while (size < text.size() && (count = ::read(fd, text.data() + size, text.size() - size)) != 0) {
        if (count > 0) {
            size += static_cast<std::size_t>(count);
        } else if (errno != EINTR) {
            const int error = errno;
            ::close(fd);
            errno = error;
            return unreadable();
        }
    }
    ::close(fd);
    if (size > kMostMakerFileBytes) {
        return base::Refuse(base::ProblemKind::kInvalid, "maker_file_too_large",
                            {{"maximum_bytes", static_cast<std::int64_t>(kMostMakerFileBytes)}});
    }
    text.resize(size);
    return text;
}

boost::json::object MakerFileSchema() {
    base::json::SchemaSet set;
    (void)base::json::Schema<MakerDescription>(set);
    // JSON Schema proper, not an OpenAPI document: the definitions are under $defs.
    std::string text = boost::json::serialize(set.definitions());
    constexpr std::string_view kFrom = "#/components/schemas/";
    constexpr std::string_view kTo = "#/$defs/";
    for (auto at = text.find(kFrom); at != std::string::npos; at = text.find(kFrom, at)) {
        text.replace(at, kFrom.size(), kTo);
    }
    auto definitions = boost::json::parse(text).as_object();
    boost::json::object schema = definitions["MakerDescription"].as_object();
    definitions.erase("MakerDescription");
    auto& properties = schema["properties"].as_object();
    for (const auto& [key, meaning] : kKeys) {
        // A reference may have no neighbors in older readers; the keys at the top have none.
        properties[key].as_object()["description"] = meaning;
    }
    boost::json::object document{{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                                 {"title", "A maker of printers for platen-agent"}};
    for (const auto& [key, value] : schema) document[key] = value;
    document["$defs"] = std::move(definitions);
    return document;
}

std::vector<std::string> DescribeMakerProblem(const std::string& file, const base::Problem& problem) {
    std::vector<std::string> lines;
    if (problem.fields.empty()) lines.push_back(fmt::format("{}: {}", file, Sentence(problem.code, problem.args)));
    for (const auto& field : problem.fields) {
        lines.push_back(fmt::format("{}: {}{}{}", file, field.pointer, field.pointer.empty() ? "" : ": ",
                                    Sentence(field.code, field.args)));
    }
    return lines;
}

}  // namespace agent::devices
