#include "agent/ipp/ipp_client.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <deque>
#include <map>
#include <stdexcept>

#include "agent/version.hpp"
#include "lib/base/hex.hpp"
#include "lib/base/text.hpp"
#include "lib/net/curl.hpp"
#include "lib/net/url.hpp"

namespace agent {
namespace {

constexpr std::size_t kMostHeaderOctets = 64 << 10;

// What is asked of one place, in this order, while the printer refuses the form of the question.
struct Form {
    IppVersion version;
    bool by_name;
};
constexpr std::array kForms{Form{IppVersion::k20, true}, Form{IppVersion::k11, true}, Form{IppVersion::k11, false}};

enum IppStatus {
    kOkUpTo = 0x00FF,
    kBadRequest = 0x0400,
    kNotFound = 0x0406,
    kVersionNotSupported = 0x0503,
};

ShownCertificate ReadCertificate(CURL* handle) {
    curl_certinfo* shown = nullptr;
    ShownCertificate out;
    if (curl_easy_getinfo(handle, CURLINFO_CERTINFO, &shown) != CURLE_OK || shown == nullptr ||
        shown->num_of_certs < 1) {
        return out;
    }
    for (const curl_slist* line = shown->certinfo[0]; line != nullptr; line = line->next) {
        const std::string_view text = line->data;
        if (!text.starts_with("Cert:")) continue;
        const std::string_view pem = text.substr(5);
        const std::unique_ptr<BIO, decltype(&BIO_free)> bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())),
                                                            &BIO_free);
        const std::unique_ptr<X509, decltype(&X509_free)> certificate(
            PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr), &X509_free);
        std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
        unsigned size = 0;
        if (!certificate || X509_digest(certificate.get(), EVP_sha256(), digest.data(), &size) != 1) continue;
        out.sha256 = base::ToHex({reinterpret_cast<const char*>(digest.data()), size});
        std::tm end{};
        if (ASN1_TIME_to_tm(X509_get0_notAfter(certificate.get()), &end) == 1) {
            out.not_after = base::Instant(std::chrono::seconds(timegm(&end)));
        }
        break;
    }
    return out;
}

// For a technician. Whatever libcurl says of it is about a program, not about a printer.
std::string WhyNot(CURLcode code, CURL* handle, bool secure) {
    long os_error = 0;
    curl_easy_getinfo(handle, CURLINFO_OS_ERRNO, &os_error);
    switch (code) {
        case CURLE_COULDNT_RESOLVE_HOST:
            return "its name cannot be looked up";
        case CURLE_COULDNT_CONNECT:
            return os_error == ECONNREFUSED                              ? "refuses connections to the port"
                   : os_error == EHOSTUNREACH || os_error == ENETUNREACH ? "cannot be reached"
                                                                         : "takes no connection";
        case CURLE_OPERATION_TIMEDOUT:
            return "did not answer in time";
        case CURLE_SSL_CONNECT_ERROR:
            return "does not speak TLS there";
        case CURLE_GOT_NOTHING:
        case CURLE_RECV_ERROR:
        case CURLE_SEND_ERROR:
            return "hung up without an answer";
        default:
            return fmt::format("gave no answer that can be used ({}{})", secure ? "TLS, " : "", static_cast<int>(code));
    }
}

bool IsNobodyThere(CURLcode code, CURL* handle) {
    double connected = 0;
    curl_easy_getinfo(handle, CURLINFO_CONNECT_TIME, &connected);
    return code == CURLE_COULDNT_RESOLVE_HOST || code == CURLE_COULDNT_CONNECT ||
           (code == CURLE_OPERATION_TIMEDOUT && connected <= 0);
}

}  // namespace

std::expected<IppPlace, std::string> ReadIppUrl(const std::string& url) {
    const auto read = net::ReadUrl(url);
    if (!read) return std::unexpected(url + ": not an IPP URL");
    const std::string& scheme = read->scheme;
    if (scheme != "ipp" && scheme != "ipps" && scheme != "http" && scheme != "https") {
        return std::unexpected(url + ": neither ipp, ipps, http nor https");
    }
    const auto authority = url.find("//") + 2;
    const auto slash = std::min(url.find('/', authority), url.size());
    const std::string path = url.substr(slash);
    const auto is_odd = [](char c) { return static_cast<unsigned char>(c) <= ' '; };
    if (url.substr(authority, slash - authority).find('@') != std::string::npos || read->port == 0 ||
        std::ranges::any_of(path, is_odd) || std::ranges::any_of(read->host, is_odd)) {
        return std::unexpected(url + ": not an IPP URL");
    }
    IppPlace place;
    place.secure = scheme == "ipps" || scheme == "https";
    place.path = path.empty() ? "/" : path;
    place.port = read->port.value_or(scheme == "http" ? 80 : scheme == "https" ? 443 : 631);
    place.host = read->host;
    return place;
}

namespace {
std::string UrlWith(std::string_view scheme, const IppPlace& place) {
    const bool v6 = place.host.find(':') != std::string::npos;
    return fmt::format("{}://{}{}{}:{}{}", scheme, v6 ? "[" : "", place.host, v6 ? "]" : "", place.port, place.path);
}
}  // namespace

std::string UrlOf(const IppPlace& place) {
    return UrlWith(place.secure ? "ipps" : "ipp", place);
}

std::vector<IppPlace> UsualIppPlaces(const std::string& host, std::uint16_t port) {
    return {{host, port, "/ipp/print", true}, {host, port, "/ipp/print", false}};
}

class IppClient::Impl {
  public:
    explicit Impl(IppClientOptions options) : options_(options), multi_(curl_multi_init()) {
        if (multi_ == nullptr) throw std::bad_alloc();
    }
    ~Impl() {
        for (auto& [handle, job] : open_) curl_multi_remove_handle(multi_, handle);
        open_.clear();
        curl_multi_cleanup(multi_);
    }
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    void Ask(std::vector<IppPlace> places, Done done) {
        auto job = std::make_unique<Job>();
        job->places = std::move(places);
        job->done = std::move(done);
        waiting_.push_back(std::move(job));
    }

    bool RunFor(std::chrono::milliseconds limit) {
        const auto end = std::chrono::steady_clock::now() + limit;
        while (true) {
            StartWaiting();
            int running = 0;
            curl_multi_perform(multi_, &running);
            TakeEnded();
            if (open_.empty() && waiting_.empty()) return false;
            const auto left =
                std::chrono::ceil<std::chrono::milliseconds>(end - std::chrono::steady_clock::now()).count();
            if (left <= 0) return true;
            curl_multi_poll(multi_, nullptr, 0, static_cast<int>(std::min<std::int64_t>(left, 1000)), nullptr);
        }
    }

  private:
    struct Job {
        std::vector<IppPlace> places;
        std::size_t at = 0;    // of the places
        std::size_t form = 0;  // of kForms
        Done done;
        net::Curl curl;
        curl_slist* headers = nullptr;
        std::string request, body;
        std::size_t header_octets = 0;
        bool cut = false;  // the answer was longer than it may be

        Job() = default;
        ~Job() { curl_slist_free_all(headers); }
        Job(const Job&) = delete;
        Job& operator=(const Job&) = delete;
    };

    void StartWaiting() {
        while (!waiting_.empty() && open_.size() < options_.most_open) {
            auto job = std::move(waiting_.front());
            waiting_.pop_front();
            if (job->places.empty()) {
                job->done({std::nullopt, "there is no place to ask", {}, {}});
            } else {
                Start(std::move(job));
            }
        }
    }

    static std::size_t TakeBody(char* data, std::size_t, std::size_t size, void* user) {
        auto& job = *static_cast<Job*>(user);
        const std::size_t room = kMostIppOctets - job.body.size();
        job.body.append(data, std::min(size, room));
        job.cut = size > room;
        return job.cut ? 0 : size;
    }
    static std::size_t TakeHeader(char*, std::size_t, std::size_t size, void* user) {
        auto& job = *static_cast<Job*>(user);
        job.header_octets += size;
        return job.header_octets > kMostHeaderOctets ? 0 : size;
    }

    void Start(std::unique_ptr<Job> job) {
        const IppPlace& place = job->places[job->at];
        CURL* handle = job->curl.Reset();
        job->request = EncodeIppRequest(kForms[job->form].version, UrlOf(place), kForms[job->form].by_name);
        job->body.clear();
        job->header_octets = 0;
        job->cut = false;
        if (job->headers == nullptr) {
            job->headers = curl_slist_append(job->headers, "Content-Type: application/ipp");
            job->headers = curl_slist_append(job->headers, "Accept: application/ipp");
            job->headers = curl_slist_append(job->headers, "Expect:");
        }
        curl_easy_setopt(handle, CURLOPT_URL, UrlWith(place.secure ? "https" : "http", place).c_str());
        curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
        curl_easy_setopt(handle, CURLOPT_PATH_AS_IS, 1L);
        curl_easy_setopt(handle, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
        curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(job->request.size()));
        curl_easy_setopt(handle, CURLOPT_POSTFIELDS, job->request.data());
        curl_easy_setopt(handle, CURLOPT_HTTPHEADER, job->headers);
        curl_easy_setopt(handle, CURLOPT_USERAGENT, ("platen-agent/" + std::string(Version())).c_str());
        curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options_.connect_timeout.count()));
        curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(options_.timeout.count()));
        curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, &TakeBody);
        curl_easy_setopt(handle, CURLOPT_WRITEDATA, job.get());
        curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, &TakeHeader);
        curl_easy_setopt(handle, CURLOPT_HEADERDATA, job.get());
        // Printers stand in the same network, and another place could only be somebody else's wish.
        curl_easy_setopt(handle, CURLOPT_PROXY, "");
        curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
        curl_easy_setopt(handle, CURLOPT_FRESH_CONNECT, 1L);
        curl_easy_setopt(handle, CURLOPT_FORBID_REUSE, 1L);
        if (place.secure) {
            // A printer makes its own certificate: who signed it says nothing, whether it is the same says much. Old
            // printers speak TLS 1.0 with short keys; what is asked for is no secret, and each version is better than none.
            curl_easy_setopt(handle, CURLOPT_SSL_VERIFYPEER, 0L);
            curl_easy_setopt(handle, CURLOPT_SSL_VERIFYHOST, 0L);
            curl_easy_setopt(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1));
            curl_easy_setopt(handle, CURLOPT_SSL_CIPHER_LIST, "DEFAULT@SECLEVEL=0");
            curl_easy_setopt(handle, CURLOPT_CERTINFO, 1L);
            curl_easy_setopt(handle, CURLOPT_SSL_SESSIONID_CACHE, 0L);
        }
        if (curl_multi_add_handle(multi_, handle) != CURLM_OK) {
            End(std::move(job), "cannot be asked: no memory");
            return;
        }
        open_.emplace(handle, std::move(job));
    }

    void TakeEnded() {
        int left = 0;
        while (CURLMsg* message = curl_multi_info_read(multi_, &left)) {
            if (message->msg != CURLMSG_DONE) continue;
            CURL* handle = message->easy_handle;
            const CURLcode code = message->data.result;
            curl_multi_remove_handle(multi_, handle);
            const auto at = open_.find(handle);
            auto job = std::move(at->second);
            open_.erase(at);
            Ended(std::move(job), code);
        }
    }

    void Ended(std::unique_ptr<Job> job, CURLcode code) {
        CURL* handle = job->curl.get();
        const IppPlace place = job->places[job->at];
        long http = 0;
        curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &http);
        if (job->body.empty() && code != CURLE_OK) {
            const bool nobody = IsNobodyThere(code, handle);
            Next(std::move(job), WhyNot(code, handle, place.secure), nobody);
            return;
        }
        if (http != 200) {
            HttpEnded(std::move(job), http);
            return;
        }
        auto attributes = DecodeIpp(job->body);
        if (!attributes) {
            Next(std::move(job), attributes.error(), false);
            return;
        }
        const bool refused = attributes->status == kBadRequest || attributes->status == kVersionNotSupported;
        if (refused && attributes->empty() && job->form + 1 < kForms.size()) {
            ++job->form;
            Start(std::move(job));
            return;
        }
        if (attributes->status == kNotFound && attributes->empty() && OtherPath(*job)) {
            Start(std::move(job));
            return;
        }
        if (job->cut) {
            attributes->problems.push_back(fmt::format("IPP: the answer is longer than {} octets", kMostIppOctets));
        } else if (code == CURLE_OPERATION_TIMEDOUT) {
            attributes->problems.push_back("IPP: the answer did not come to its end in time");
        }
        auto done = std::move(job->done);
        done({std::move(*attributes), "", place, place.secure ? ReadCertificate(handle) : ShownCertificate{}});
    }

    void HttpEnded(std::unique_ptr<Job> job, long http) {
        const bool form = http == 400 || http == 415 || http == 500 || http == 501 || http == 505;
        if (form && job->form + 1 < kForms.size()) {
            ++job->form;
            Start(std::move(job));
            return;
        }
        if ((http == 404 || http == 405 || http == 410) && OtherPath(*job)) {
            Start(std::move(job));
            return;
        }
        std::string why = fmt::format("answers HTTP {}", http);
        if (http >= 300 && http < 400) {
            const char* to = nullptr;
            curl_easy_getinfo(job->curl.get(), CURLINFO_REDIRECT_URL, &to);
            why += to == nullptr ? ": another place, which is not asked"
                                 : ": another place, which is not asked: " + base::CleanText(to, 200);
        } else if (http == 401 || http == 403) {
            why += ": wants a name and a password";
        }
        Next(std::move(job), std::move(why), false);
    }

    // The path that others than AirPrint printers use. Only in place of the usual one.
    static bool OtherPath(Job& job) {
        IppPlace& place = job.places[job.at];
        job.form = 0;
        if (place.path == "/ipp/print") {
            place.path = "/ipp/printer";
        } else if (place.path == "/ipp/printer") {
            place.path = "/ipp";
        } else if (place.path == "/ipp") {
            place.path = "/";
        } else {
            return false;
        }
        return true;
    }

    // `nobody`: no connection came about; further places at the same port are not asked.
    void Next(std::unique_ptr<Job> job, std::string why, bool nobody) {
        const std::uint16_t port = job->places[job->at].port;
        const std::string host = job->places[job->at].host;
        std::size_t next = job->at + 1;
        while (nobody && next < job->places.size() && job->places[next].port == port &&
               job->places[next].host == host) {
            ++next;
        }
        if (next < job->places.size()) {
            job->at = next;
            job->form = 0;
            Start(std::move(job));
            return;
        }
        End(std::move(job), std::move(why));
    }

    static void End(std::unique_ptr<Job> job, std::string why) {
        auto done = std::move(job->done);
        done({std::nullopt, std::move(why), job->places[job->at], {}});
    }

    const IppClientOptions options_;
    CURLM* multi_;
    std::deque<std::unique_ptr<Job>> waiting_;
    std::map<CURL*, std::unique_ptr<Job>> open_;
};

IppClient::IppClient(IppClientOptions options) {
    const net::Curl set_up;  // libcurl wants to be set up before its first handle of several
    impl_ = std::make_unique<Impl>(options);
}
IppClient::~IppClient() = default;

void IppClient::Ask(std::vector<IppPlace> places, Done done) {
    impl_->Ask(std::move(places), std::move(done));
}

bool IppClient::RunFor(std::chrono::milliseconds limit) {
    return impl_->RunFor(limit);
}

}  // namespace agent
