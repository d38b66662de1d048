#include "server/platform/http/server.hpp"
#include "lib/base/log.hpp"

#include <linux/filter.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <condition_variable>
#include <csignal>
#include <mutex>
#include <system_error>
#include <thread>
#include <unordered_set>

#include "server/platform/http/connection.hpp"
#include "server/platform/http/metrics.hpp"

namespace http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using Error = boost::system::error_code;

// The kernel takes no new connections from here on, but finishes those whose handshake has begun: their
// clients believe to be connected, and closing the listener now would cut them.
void RefuseNewConnections(int listener) {
    // TCP header, octet 13: the flags. SYN without ACK is dropped.
    sock_filter code[] = {
        {BPF_LD | BPF_B | BPF_ABS, 0, 0, 13},    {BPF_ALU | BPF_AND | BPF_K, 0, 0, 0x12},
        {BPF_JMP | BPF_JEQ | BPF_K, 0, 1, 0x02}, {BPF_RET | BPF_K, 0, 0, 0},
        {BPF_RET | BPF_K, 0, 0, 0xffffffff},
    };
    const sock_fprog program{static_cast<unsigned short>(std::size(code)), code};
    // Where it is not allowed, a connection in that instant may be cut; nothing else changes.
    ::setsockopt(listener, SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof program);
}

void AllowManyFiles() {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < limit.rlim_max) {
        limit.rlim_cur = limit.rlim_max;
        ::setrlimit(RLIMIT_NOFILE, &limit);
    }
}

}  // namespace

class Server::Impl {
  public:
    Impl(ServerOptions options, Handler& handler, Wakeups& wakeups, Metrics* metrics)
        : shared_{.options = std::move(options),
                  .handler = handler,
                  .wakeups = wakeups,
                  .metrics = metrics,
                  .workers = nullptr,
                  .closed = nullptr} {
        // A client that is gone is an error of the write, not of the program.
        std::signal(SIGPIPE, SIG_IGN);
        AllowManyFiles();
        if (!shared_.options.tls.certificate_chain.empty()) tls_ = LoadTls(shared_.options.tls);
        shared_.closed = [this](const std::shared_ptr<Connection>& connection) { Forget(connection); };

        for (int i = 0; i < std::max(1, shared_.options.io_threads); ++i) {
            threads_.push_back(std::make_unique<IoThread>());
        }
        Listen();
        shared_.workers = std::make_unique<Workers>(std::max(1, shared_.options.workers),
                                                    static_cast<std::size_t>(shared_.options.queue));
        Accept();
        Watch();
        for (auto& thread : threads_) {
            thread->thread = std::thread([&io = thread->io] { io.run(); });
        }
    }

    ~Impl() { Stop(); }

    void Stop() {
        if (stopped_) return;
        stopped_ = true;
        shared_.stopping = true;
        RefuseNewConnections(acceptor_->native_handle());
        StopConnections();
        {
            // Connections whose handshake was under way are accepted meanwhile.
            std::unique_lock lock(mutex_);
            gone_.wait_for(lock, shared_.options.drain, [] { return false; });
        }
        asio::post(threads_[0]->io, [this] {
            AcceptRest();
            Error ignored;
            acceptor_->close(ignored);
            watch_->cancel();
            retry_->cancel();
        });
        StopConnections();
        {
            std::unique_lock lock(mutex_);
            if (!gone_.wait_for(lock, shared_.options.stop_timeout, [this] { return shared_.connections == 0; })) {
                base::log::Warn("http.stop cut={} connections that did not end in time", shared_.connections.load());
            }
        }
        for (auto& thread : threads_) {
            asio::post(thread->io, [&open = thread->open] {
                const auto rest = open;
                for (const auto& connection : rest) connection->Close();
            });
        }
        shared_.workers->Stop();
        for (auto& thread : threads_) thread->guard.reset();
        for (auto& thread : threads_) thread->thread.join();
    }

    void ReloadCertificate() {
        if (shared_.options.tls.certificate_chain.empty()) return;
        auto fresh = LoadTls(shared_.options.tls);
        asio::post(threads_[0]->io, [this, fresh = std::move(fresh)] { tls_ = fresh; });
    }

    [[nodiscard]] std::uint16_t port() const { return port_; }
    [[nodiscard]] Counts counts() const {
        return {shared_.connections, shared_.waiting, shared_.workers->queued(), shared_.workers->running()};
    }

  private:
    struct IoThread {
        asio::io_context io{1};
        asio::executor_work_guard<asio::io_context::executor_type> guard{io.get_executor()};
        std::unordered_set<std::shared_ptr<Connection>> open;  // touched on its own thread only
        std::thread thread;
    };

    void Listen() {
        const auto& options = shared_.options;
        acceptor_ = std::make_unique<tcp::acceptor>(threads_[0]->io);
        watch_ = std::make_unique<asio::steady_timer>(threads_[0]->io);
        retry_ = std::make_unique<asio::steady_timer>(threads_[0]->io);
        Error error;
        const auto address = asio::ip::make_address(options.address, error);
        const tcp::endpoint endpoint(address, options.port);
        if (!error) acceptor_->open(endpoint.protocol(), error);
        if (!error) acceptor_->set_option(tcp::acceptor::reuse_address(true), error);
        if (!error) acceptor_->bind(endpoint, error);
        if (!error) acceptor_->listen(4096, error);
        if (!error) acceptor_->non_blocking(true, error);
        if (!error) port_ = acceptor_->local_endpoint(error).port();
        if (error) {
            throw std::system_error(std::error_code(error.value(), std::generic_category()),
                                    "cannot listen on " + options.address + ":" + std::to_string(options.port));
        }
    }

    void Accept() {
        IoThread& target = *threads_[next_++ % threads_.size()];
        acceptor_->async_accept(target.io, [this, &target](const Error& error, tcp::socket socket) {
            if (error == asio::error::operation_aborted || !acceptor_->is_open()) return;
            if (!error) {
                Take(target, std::move(socket));
                return Accept();
            }
            // Out of file descriptors or memory: later there may be some again.
            base::log::Warn("http.accept error={}", error.message());
            retry_->expires_after(std::chrono::milliseconds(100));
            retry_->async_wait([this](const Error& stop) {
                if (!stop && acceptor_->is_open()) Accept();
            });
        });
    }

    void AcceptRest() {
        while (true) {
            IoThread& target = *threads_[next_++ % threads_.size()];
            Error error;
            tcp::socket socket = acceptor_->accept(target.io, error);
            if (error) return;
            Take(target, std::move(socket));
        }
    }

    void Take(IoThread& target, tcp::socket socket) {
        if (shared_.connections >= static_cast<std::size_t>(shared_.options.max_connections)) {
            shared_.CountRefusal("connections");
            return;
        }
        Error ignored;
        socket.non_blocking(true, ignored);
        auto connection = std::make_shared<Connection>(std::move(socket), tls_, shared_);
        asio::post(target.io, [&target, connection = std::move(connection)] {
            target.open.insert(connection);
            connection->Start();
        });
    }

    void StopConnections() {
        for (auto& thread : threads_) {
            asio::post(thread->io, [&open = thread->open] {
                const auto now = open;  // Stop() may remove from it
                for (const auto& connection : now) connection->Stop();
            });
        }
    }

    void Forget(const std::shared_ptr<Connection>& connection) {
        for (auto& thread : threads_) {
            if (!thread->io.get_executor().running_in_this_thread()) continue;
            // The last owner may be the caller: it ends when the I/O thread comes back.
            asio::post(thread->io, [this, &open = thread->open, last = connection]() mutable {
                open.erase(last);
                last.reset();
                const std::lock_guard lock(mutex_);
                gone_.notify_all();
            });
            return;
        }
    }

    // Gauges, once a second.
    void Watch() {
        if (shared_.metrics == nullptr) return;
        shared_.metrics->SetConnections(shared_.connections);
        shared_.metrics->SetWaiting(shared_.waiting);
        if (shared_.workers) shared_.metrics->SetQueued(shared_.workers->queued());
        watch_->expires_after(std::chrono::seconds(1));
        watch_->async_wait([this](const Error& error) {
            if (!error) Watch();
        });
    }

    Shared shared_;
    std::shared_ptr<ssl_ctx_st> tls_;  // touched on the first I/O thread only
    std::vector<std::unique_ptr<IoThread>> threads_;
    std::unique_ptr<tcp::acceptor> acceptor_;
    std::unique_ptr<asio::steady_timer> watch_;
    std::unique_ptr<asio::steady_timer> retry_;
    std::size_t next_ = 0;
    std::uint16_t port_ = 0;
    bool stopped_ = false;
    std::mutex mutex_;
    std::condition_variable gone_;
};

Server::Server(ServerOptions options, Handler& handler, Wakeups& wakeups, Metrics* metrics)
    : impl_(std::make_unique<Impl>(std::move(options), handler, wakeups, metrics)) {}
Server::~Server() = default;
std::uint16_t Server::port() const {
    return impl_->port();
}
void Server::Stop() {
    impl_->Stop();
}
void Server::ReloadCertificate() {
    impl_->ReloadCertificate();
}
Server::Counts Server::counts() const {
    return impl_->counts();
}

}  // namespace http
