#pragma once

#include <arpa/inet.h>
#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

// Tests only: a machine on a TCP port of loopback that answers HTTP as a test wants, plainly or by TLS with a certificate
// that it makes itself.
namespace agent::simulated {

// An IPP answer, put together by hand.
class IppText {
  public:
    explicit IppText(int status = 0) {
        out_ = std::string("\x02\x00", 2) + static_cast<char>(status >> 8) + static_cast<char>(status & 0xFF) +
               std::string("\x00\x00\x00\x01\x01", 5);
        Value(0x47, "attributes-charset", "utf-8");
        Value(0x48, "attributes-natural-language", "en");
        out_ += '\x04';
    }
    IppText& Value(int tag, std::string_view name, std::string_view value) {
        out_ += static_cast<char>(tag);
        Counted(name);
        Counted(value);
        return *this;
    }
    IppText& Number(std::string_view name, std::int32_t value, int tag = 0x21) {
        const auto bits = static_cast<std::uint32_t>(value);
        const char octets[] = {static_cast<char>(bits >> 24), static_cast<char>(bits >> 16),
                               static_cast<char>(bits >> 8), static_cast<char>(bits)};
        return Value(tag, name, std::string_view(octets, 4));
    }
    IppText& Text(std::string_view name, std::string_view value) { return Value(0x41, name, value); }
    [[nodiscard]] std::string End() const { return out_ + '\x03'; }
    [[nodiscard]] std::string Open() const { return out_; }  // it breaks off

  private:
    void Counted(std::string_view text) {
        out_ += static_cast<char>(text.size() >> 8);
        out_ += static_cast<char>(text.size() & 0xFF);
        out_ += text;
    }
    std::string out_;
};

class TestPrinter {
  public:
    // From the octets of a request's body to a whole HTTP answer. Called in the printer's thread.
    using Answer = std::function<std::string(const std::string& path, const std::string& body)>;

    // `certificate_days`: 0 for a printer without TLS; negative for a certificate that has expired.
    explicit TestPrinter(Answer answer, int certificate_days = 0) : answer_(std::move(answer)) {
        if (certificate_days != 0) NewCertificate(certificate_days);
        fd_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in at{};
        at.sin_family = AF_INET;
        at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof at;
        if (::bind(fd_, reinterpret_cast<sockaddr*>(&at), size) != 0 || ::listen(fd_, 64) != 0 ||
            ::getsockname(fd_, reinterpret_cast<sockaddr*>(&at), &size) != 0) {
            throw std::runtime_error("no port for a test printer");
        }
        port_ = ntohs(at.sin_port);
        thread_ = std::thread([this] { Run(); });
    }
    ~TestPrinter() {
        stop_ = true;
        thread_.join();
        ::close(fd_);
    }
    TestPrinter(const TestPrinter&) = delete;
    TestPrinter& operator=(const TestPrinter&) = delete;

    [[nodiscard]] std::uint16_t port() const { return port_; }
    [[nodiscard]] int requests() const { return requests_; }

    // As after a reset of the printer.
    void NewCertificate(int days) {
        std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(EVP_EC_gen("P-256"), &EVP_PKEY_free);
        std::unique_ptr<X509, decltype(&X509_free)> certificate(X509_new(), &X509_free);
        ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), ++serial_);
        X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -100L * 86400);
        X509_gmtime_adj(X509_getm_notAfter(certificate.get()), days * 86400L);
        X509_set_pubkey(certificate.get(), key.get());
        X509_sign(certificate.get(), key.get(), EVP_sha256());
        std::shared_ptr<SSL_CTX> tls(SSL_CTX_new(TLS_server_method()), &SSL_CTX_free);
        SSL_CTX_use_certificate(tls.get(), certificate.get());
        SSL_CTX_use_PrivateKey(tls.get(), key.get());
        const std::lock_guard lock(mutex_);
        tls_ = std::move(tls);
    }

    static std::string Http(const std::string& body, const std::string& head = "HTTP/1.1 200 OK") {
        return head + "\r\nContent-Type: application/ipp\r\nContent-Length: " + std::to_string(body.size()) +
               "\r\nConnection: close\r\n\r\n" + body;
    }

  private:
    void Run() {
        while (!stop_) {
            pollfd ready{fd_, POLLIN, 0};
            if (::poll(&ready, 1, 20) <= 0) continue;
            const int connection = ::accept4(fd_, nullptr, nullptr, SOCK_CLOEXEC);
            if (connection < 0) continue;
            timeval limit{5, 0};
            ::setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
            ::setsockopt(connection, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
            Serve(connection);
            ::close(connection);
        }
    }

    void Serve(int connection) {
        std::shared_ptr<SSL_CTX> tls;
        {
            const std::lock_guard lock(mutex_);
            tls = tls_;
        }
        char first = 0;
        if (::recv(connection, &first, 1, MSG_PEEK) != 1) return;
        std::unique_ptr<SSL, decltype(&SSL_free)> ssl(nullptr, &SSL_free);
        constexpr char kHandshake = 0x16;
        if (first == kHandshake) {
            if (!tls) return;  // it does not know what that is
            ssl.reset(SSL_new(tls.get()));
            SSL_set_fd(ssl.get(), connection);
            if (SSL_accept(ssl.get()) != 1) return;
        }
        const auto read = [&](char* to, int size) {
            return ssl ? SSL_read(ssl.get(), to, size)
                       : static_cast<int>(::recv(connection, to, static_cast<std::size_t>(size), 0));
        };
        std::string got;
        std::size_t wanted = 0;
        char buffer[4096];
        while (wanted == 0 || got.size() < wanted) {
            const int size = read(buffer, sizeof buffer);
            if (size <= 0) return;
            got.append(buffer, static_cast<std::size_t>(size));
            const auto head = got.find("\r\n\r\n");
            const auto length = got.find("Content-Length: ");
            if (wanted == 0 && head != std::string::npos && length != std::string::npos) {
                wanted = head + 4 + std::stoul(got.substr(length + 16));
            }
        }
        ++requests_;
        const auto from = got.find(' ') + 1;
        const std::string answer =
            answer_(got.substr(from, got.find(' ', from) - from), got.substr(got.find("\r\n\r\n") + 4));
        std::size_t sent = 0;
        while (sent < answer.size()) {
            const int size = static_cast<int>(std::min<std::size_t>(answer.size() - sent, 1 << 16));
            const auto done = ssl ? SSL_write(ssl.get(), answer.data() + sent, size)
                                  : static_cast<int>(::send(connection, answer.data() + sent,
                                                            static_cast<std::size_t>(size), MSG_NOSIGNAL));
            if (done <= 0) return;
            sent += static_cast<std::size_t>(done);
        }
        if (ssl) SSL_shutdown(ssl.get());
    }

    Answer answer_;
    int fd_ = -1;
    std::uint16_t port_ = 0;
    std::atomic<bool> stop_{false};
    std::atomic<int> requests_{0};
    std::mutex mutex_;
    std::shared_ptr<SSL_CTX> tls_;  // guarded by mutex_
    long serial_ = 0;
    std::thread thread_;
};

}  // namespace agent::simulated
