#pragma once

#include <atomic>
#include <chrono>
#include <expected>
#include <memory>
#include <optional>
#include <string>

#include "agent/settings.hpp"
#include "lib/printing/agent_messages.hpp"

namespace net {
class Curl;
}

// The server's agent API as functions; outwards only, through a proxy where one is set (AGT-1).
namespace agent {

struct ServerFailure {
    int status = 0;      // HTTP status; 0: no answer
    std::string detail;  // for a log: the system's words, or the problem's code
    std::optional<std::chrono::seconds> retry_after;
    std::string code{};   // of the server's problem; empty: it answered with none, so it may be no Platen server
    std::string title{};  // the problem in words
    // It makes no sense to send the same again.
    [[nodiscard]] bool refused() const {
        return status == 400 || status == 404 || status == 409 || status == 413 || status == 415 || status == 422;
    }
    [[nodiscard]] bool unauthorized() const { return status == 401 || status == 403; }
};
template <class T>
using ServerResult = std::expected<T, ServerFailure>;

// One connection, kept open; used by one thread at a time.
class ServerApi {
  public:
    // `stop` ends a call that waits. Throws std::invalid_argument for a URL that is neither https nor http to
    // this machine.
    ServerApi(std::string server, std::string key, const NetworkSettings& settings, const std::atomic<bool>& stop);
    ~ServerApi();
    ServerApi(const ServerApi&) = delete;
    ServerApi& operator=(const ServerApi&) = delete;

    ServerResult<printing::EnrollResponse> Enroll(const printing::EnrollRequest& request);
    ServerResult<printing::BatchAck> SendBatch(const printing::ReadingBatch& batch);
    ServerResult<printing::CommandList> WaitForCommands(std::chrono::seconds wait);
    ServerResult<void> SendResult(const printing::CommandResult& result);
    ServerResult<printing::AgentConfiguration> GetConfiguration();
    ServerResult<printing::WriteAccess> GetWriteAccess();
    ServerResult<void> SendSilences(const printing::SilenceReport& report);
    ServerResult<void> SendDiagnostics(const printing::DiagnosticsUpload& upload);
    // A server of before has no such route: its agents poll.
    ServerResult<printing::AgentDuty> GetDuty();

    // From now on each call says what time it is here (header "Platen-Clock"), so that the server sees how far the clock is
    // wrong by which the readings were dated. `clock` is that clock and outlives this; nullptr: say nothing.
    void TellTime(const base::Clock* clock) { clock_ = clock; }
    ServerResult<printing::AgentUpdateOffer> AskForUpdate(const printing::AgentUpdateReport& report);
    // Octets of a package from `offset`, at most printing::kPackagePart; `version` is one of packages::ReadVersion.
    ServerResult<std::string> GetPackagePart(const std::string& version, const std::string& architecture,
                                             std::int64_t offset);

    // Bytes that the last call sent as its body.
    [[nodiscard]] std::size_t last_body_bytes() const { return last_body_bytes_; }

  private:
    ServerResult<std::string> Call(const char* method, const std::string& path, const std::string* body, bool compress,
                                   std::chrono::seconds limit);

    std::string server_;
    std::string key_;
    NetworkSettings settings_;
    const std::atomic<bool>& stop_;
    std::unique_ptr<net::Curl> curl_;
    std::size_t last_body_bytes_ = 0;
    const base::Clock* clock_ = nullptr;
};

}  // namespace agent
