#include <memory>

#include "lib/base/log.hpp"
#include "lib/base/try.hpp"
#include "server/orders/order_papers.hpp"
#include "server/orders/orders.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/i18n/i18n.hpp"
#include "server/platform/pg/transaction.hpp"

// Packing slip and delivery labels of a parcel as PDF (ASR-12).
namespace orders {
namespace {

using http::Call;

enum class PaperLanguage { kDe, kEn, kFr, kIt, kNb, kSv };
BOOST_DESCRIBE_ENUM(PaperLanguage, kDe, kEn, kFr, kIt, kNb, kSv)

// What is in the printer of labels: 100 x 150 mm, A6, or a roll of 62 mm that is cut behind each.
enum class LabelSize { kMm100x150, kA6, kMm62 };
BOOST_DESCRIBE_ENUM(LabelSize, kMm100x150, kA6, kMm62)

struct SlipPath : http::Parameters {
    OrderId order_id;
    // Absent: what is still to be shipped, and where nothing is the last one.
    std::optional<ShipmentId> shipment_id;
    // Absent: the recipient's.
    std::optional<PaperLanguage> language;
};
BOOST_DESCRIBE_STRUCT(SlipPath, (), (order_id, shipment_id, language))

struct LabelPath : SlipPath {
    // Absent: 100 x 150 mm.
    std::optional<LabelSize> size;
};
BOOST_DESCRIBE_STRUCT(LabelPath, (SlipPath), (size))

papers::Roll RollOf(LabelSize size) {
    switch (size) {
        case LabelSize::kMm100x150:
            return papers::Roll::k100x150;
        case LabelSize::kA6:
            return papers::Roll::kA6;
        case LabelSize::kMm62:
            break;
    }
    return papers::Roll::k62mm;
}

class PaperRoutes {
  public:
    explicit PaperRoutes(HttpParts parts) : parts_(parts) {}

    base::Result<http::Reply<http::Raw>> PackingSlip(Call& call, const SlipPath& path) {
        TRY(const auto content,
            GatherPaper(call.tx(), parts_.office, call.actor().visible, path.order_id, path.shipment_id));
        return Answer(content, "packing-slip",
                      [&] { return papers::Draw(SlipOf(content, parts_.texts, LanguageOf(content, path))); });
    }

    base::Result<http::Reply<http::Raw>> Labels(Call& call, const LabelPath& path) {
        TRY(const auto content,
            GatherPaper(call.tx(), parts_.office, call.actor().visible, path.order_id, path.shipment_id));
        return Answer(content, "labels", [&] {
            return papers::Draw(LabelsOf(content, parts_.texts, LanguageOf(content, path),
                                         RollOf(path.size.value_or(LabelSize::kMm100x150))));
        });
    }

  private:
    static std::string LanguageOf(const PaperContent& content, const SlipPath& path) {
        return path.language ? std::string(base::json::EnumName(*path.language)) : content.language;
    }

    template <class F>
    static base::Result<http::Reply<http::Raw>> Answer(const PaperContent& content, const std::string& kind, F draw) {
        try {
            papers::Paper paper = draw();
            http::Reply<http::Raw> reply(
                http::Raw{"application/pdf", std::move(paper.pdf), kind + "-" + content.order.number + ".pdf"});
            if (!paper.missing.empty()) {
                const std::string code_points = papers::NameCodePoints(paper.missing);
                base::log::Warn("orders.paper_letters_missing order={} paper={} code_points=\"{}\"",
                                content.order.number, kind, code_points);
                reply.headers.push_back({"Platen-Missing-Letters", code_points});
            }
            return reply;
        } catch (const papers::FontMissing& missing) {
            base::log::Error("orders.paper_font_missing file={}", missing.what());
            return base::Refuse(base::ProblemKind::kUnavailable, "paper_font_missing", {{"file", missing.what()}});
        }
    }

    HttpParts parts_;
};

}  // namespace

void RegisterPapers(http::Router& router, HttpParts parts) {
    const auto routes = std::make_shared<PaperRoutes>(parts);
    router.Add({.method = http::Method::kGet,
                .path = "/api/v1/supply-orders/{order_id}/packing-slip",
                .id = "getPackingSlip",
                .tag = "orders",
                .summary = "The packing slip of a parcel as PDF",
                .allow = organizations::permissions::kSeeOrders,
                .gives = http::media::kPdf},
               routes, &PaperRoutes::PackingSlip);
    router.Add({.method = http::Method::kGet,
                .path = "/api/v1/supply-orders/{order_id}/label",
                .id = "getDeliveryLabels",
                .tag = "orders",
                .summary = "The delivery labels of a parcel as PDF, one for each printer",
                .allow = organizations::permissions::kFulfilOrders,
                .gives = http::media::kPdf},
               routes, &PaperRoutes::Labels);
}

}  // namespace orders
