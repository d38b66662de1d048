#include "agent/report/journal_db.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <cerrno>
#include <cstring>

namespace agent {
namespace {

// Never change it: give a new one a new number. Frequent texts stand at its end.
constexpr std::string_view kDictionary1 =
    R"("alerts":[{"index":"1.1","severity":"critical","group":"marker_supplies","group_index":1,"code":1101,)"
    R"("training":"untrained","description":"Paper jam","severity":"warning","group":"input","code":808,)"
    R"("firmware":null,"hardware_address":"00:","detected_errors":["low_toner","no_paper","low_paper"],)"
    R"("status":"warning","status":"error","status":"other","problems":[]},"level_state":"unknown",)"
    R"("level_state":"some_remaining","remaining_percent":null},"type":"waste_toner","class":"receptacle",)"
    R"("type":"opc","type":"fuser","type":"transfer_unit","type":"ink","type":"toner_cartridge",)"
    R"("description":"Black Toner Cartridge","description":"Drum Unit","unit":"impressions","unit":"percent",)"
    R"("kind":"power_on","kind":"prints_mono","kind":"copies_mono","kind":"color","kind":"mono","value":)"
    R"({"address":"10.0.0.1","port":161,"is_printer":true,"manufacturer":"HP","model":"LaserJet",)"
    R"("serial_number":"CN","system_name":"NPI","location":"","firmware":"2","hardware_address":null,)"
    R"("uptime_seconds":1,"status":"ok","status_text":"Ready","detected_errors":[],"alerts":[],"meters":[)"
    R"({"kind":"life","value":1,"unit":"impressions","index":"1.1"},"supplies":[{"index":"1.1","type":"toner",)"
    R"("class":"consumed","colorant":"black","description":"Black Toner","part_number":null,)"
    R"("serial_number":null,"unit":"percent","max_capacity_raw":100,"level_raw":50,"level_state":"amount",)"
    R"("remaining_percent":5E1},{"index":"1.2","type":"toner","class":"consumed","colorant":"cyan",)"
    R"("colorant":"magenta","colorant":"yellow","colorant":null,"inputs":[{"index":"1.1","name":"Tray 1",)"
    R"("media":"A4","unit":"sheets","max_capacity_raw":500,"level_raw":250,"level_state":"amount",)"
    R"("remaining_percent":5E1},"level_raw":-3,"level_raw":-2,"features":["color"],"problems":[]})";

}  // namespace

base::Problem DbError::ToProblem() const {
    switch (code & 0xFF) {
        case SQLITE_FULL:
            return {base::ProblemKind::kUnavailable, "journal_disk_full", {{"detail", message}}, {}};
        case SQLITE_NOTADB:
        case SQLITE_CORRUPT:
            return {base::ProblemKind::kInternal, "journal_damaged", {{"detail", message}}, {}};
        case SQLITE_CANTOPEN:
        case SQLITE_READONLY:
        case SQLITE_PERM:
            return {base::ProblemKind::kUnavailable, "journal_unwritable", {{"detail", message}}, {}};
        default:
            break;
    }
    return {base::ProblemKind::kUnavailable, "journal_io", {{"detail", message}}, {}};
}

Journal::Db::Db(const std::filesystem::path& file) {
    // Made here first, so that the mode is ours whatever the umask is; SQLite's helpers inherit it.
    const int fd = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0) throw DbError{SQLITE_CANTOPEN, file.string() + ": " + std::strerror(errno)};
    ::fchmod(fd, 0600);
    ::close(fd);
    const int code = sqlite3_open_v2(file.c_str(), &handle_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_FULLMUTEX, nullptr);
    if (code != SQLITE_OK) {
        const std::string message = handle_ != nullptr ? sqlite3_errmsg(handle_) : sqlite3_errstr(code);
        sqlite3_close(handle_);
        throw DbError{code, message};
    }
    sqlite3_busy_timeout(handle_, 5000);
}

Journal::Db::~Db() {
    sqlite3_close(handle_);
}

void Journal::Db::Execute(const char* sql) {
    const int code = sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) throw DbError{sqlite3_extended_errcode(handle_), sqlite3_errmsg(handle_)};
}

std::int64_t Journal::Db::BytesInUse() {
    const auto pragma = [this](const char* sql) {
        Statement statement(handle_, sql);
        return statement.Step() ? statement.Int(0) : 0;
    };
    return (pragma("PRAGMA page_count") - pragma("PRAGMA freelist_count")) * pragma("PRAGMA page_size");
}

Statement::Statement(sqlite3* db, const char* sql) : db_(db) {
    Check(sqlite3_prepare_v2(db, sql, -1, &statement_, nullptr));
}
Statement::~Statement() {
    sqlite3_finalize(statement_);
}

void Statement::Check(int code) const {
    if (code != SQLITE_OK) throw DbError{sqlite3_extended_errcode(db_), sqlite3_errmsg(db_)};
}
Statement& Statement::Bind(int at, std::int64_t value) {
    Check(sqlite3_bind_int64(statement_, at, value));
    return *this;
}
Statement& Statement::Bind(int at, std::string_view text) {
    Check(sqlite3_bind_text64(statement_, at, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
    return *this;
}
Statement& Statement::BindBlob(int at, std::string_view bytes) {
    Check(sqlite3_bind_blob64(statement_, at, bytes.data(), bytes.size(), SQLITE_TRANSIENT));
    return *this;
}
bool Statement::Step() {
    const int code = sqlite3_step(statement_);
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    throw DbError{sqlite3_extended_errcode(db_), sqlite3_errmsg(db_)};
}
void Statement::Run() {
    while (Step()) {
    }
    Check(sqlite3_reset(statement_));
}
std::int64_t Statement::Int(int column) const {
    return sqlite3_column_int64(statement_, column);
}
std::string Statement::Text(int column) const {
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
    return bytes != nullptr ? std::string(bytes, size) : std::string();
}

std::string PackReading(std::string_view json) {
    z_stream stream{};
    if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
        throw DbError{SQLITE_NOMEM, "deflate"};
    }
    deflateSetDictionary(&stream, reinterpret_cast<const Bytef*>(kDictionary1.data()),
                         static_cast<uInt>(kDictionary1.size()));
    std::string packed(1 + deflateBound(&stream, json.size()), '\0');
    packed[0] = 1;
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(json.data()));
    stream.avail_in = static_cast<uInt>(json.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data() + 1);
    stream.avail_out = static_cast<uInt>(packed.size() - 1);
    const int code = deflate(&stream, Z_FINISH);
    packed.resize(1 + stream.total_out);
    deflateEnd(&stream);
    if (code != Z_STREAM_END) throw DbError{SQLITE_NOMEM, "deflate"};
    return packed;
}

std::string UnpackReading(std::string_view packed) {
    constexpr std::size_t kMost = 16U << 20;
    if (packed.empty() || packed[0] != 1) throw DbError{SQLITE_CORRUPT, "unknown packing of a reading"};
    packed.remove_prefix(1);
    z_stream stream{};
    if (inflateInit2(&stream, -15) != Z_OK) throw DbError{SQLITE_NOMEM, "inflate"};
    inflateSetDictionary(&stream, reinterpret_cast<const Bytef*>(kDictionary1.data()),
                         static_cast<uInt>(kDictionary1.size()));
    std::string json;
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    stream.avail_in = static_cast<uInt>(packed.size());
    int code = Z_OK;
    while (code == Z_OK && json.size() < kMost) {
        char chunk[16384];
        stream.next_out = reinterpret_cast<Bytef*>(chunk);
        stream.avail_out = sizeof chunk;
        code = inflate(&stream, Z_NO_FLUSH);
        json.append(chunk, sizeof chunk - stream.avail_out);
    }
    inflateEnd(&stream);
    if (code != Z_STREAM_END) throw DbError{SQLITE_CORRUPT, "a packed reading is damaged"};
    return json;
}

}  // namespace agent
