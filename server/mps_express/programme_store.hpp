#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/mps_express/mps_express.hpp"
#include "server/mps_express/programme_rules.hpp"
#include "server/platform/pg/list.hpp"

// What the programme asks: the tables mps_express_programme, _models, _terms and _contracts.
namespace mps_express::store {

// ---- of every printer

struct MpsProgramme : MpsProgrammeInput {
    std::int32_t terms_version = 0;  // 0: none
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(MpsProgramme, (MpsProgrammeInput), (terms_version, version))

MpsProgramme FindProgramme(pg::Transaction& tx);
// FOR SHARE: it does not change before the transaction ends, nor do the terms.
MpsProgramme HoldProgramme(pg::Transaction& tx);
MpsProgramme LockProgramme(pg::Transaction& tx);
void UpdateProgramme(pg::Transaction& tx, const MpsProgramme& programme);

// ---- of a model

struct MpsModel : MpsModelInput {
    ModelId id;
    std::int64_t version = 1;
    base::Instant created_at;
    base::Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(MpsModel, (MpsModelInput), (id, version, created_at, updated_at))

enum class ModelColumn { kModel, kSupported, kMaximumLifetimePages, kUpdatedAt };
BOOST_DESCRIBE_ENUM(ModelColumn, kModel, kSupported, kMaximumLifetimePages, kUpdatedAt)
struct ModelFilter {
    std::string search;  // catalog::ModelSearch of what was typed; "" for all
};
BOOST_DESCRIBE_STRUCT(ModelFilter, (), (search))

pg::Slice<MpsModel> ListModels(pg::Transaction& tx, const ModelFilter& filter, const pg::Window<ModelColumn>& window);
std::optional<MpsModel> FindModel(pg::Transaction& tx, ModelId id);
std::optional<MpsModel> LockModel(pg::Transaction& tx, ModelId id);
bool InsertModel(pg::Transaction& tx, const MpsModel& model);  // false: there is one for this model
bool UpdateModel(pg::Transaction& tx, const MpsModel& model);  // false: there is another one for this model
void DeleteModel(pg::Transaction& tx, ModelId id);

struct ModelMaximum {
    std::string model_key;
    std::int64_t maximum_lifetime_pages = 0;
};
BOOST_DESCRIBE_STRUCT(ModelMaximum, (), (model_key, maximum_lifetime_pages))
// Of these models the supported ones.
std::vector<ModelMaximum> FindSupported(pg::Transaction& tx, const std::vector<std::string>& model_keys);

// ---- terms of service

struct Terms {
    std::int32_t terms_version = 0;
    std::vector<std::string> languages;
    std::vector<std::string> texts;  // one a language
    std::string published_by;
    base::Instant published_at;
};
BOOST_DESCRIBE_STRUCT(Terms, (), (terms_version, languages, texts, published_by, published_at))
std::optional<Terms> FindTerms(pg::Transaction& tx, std::int32_t terms_version);
void InsertTerms(pg::Transaction& tx, const Terms& terms);

// ---- contracts

struct MpsContract {
    base::OrganizationId organization_id;
    bool automatic_confirmation = false;
    std::int64_t version = 1;
    base::Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(MpsContract, (), (organization_id, automatic_confirmation, version, updated_at))
std::optional<MpsContract> FindContract(pg::Transaction& tx, base::OrganizationId organization);
// `usual` where there is none yet.
MpsContract LockContract(pg::Transaction& tx, const MpsContract& usual);
void UpdateContract(pg::Transaction& tx, const MpsContract& contract);

}  // namespace mps_express::store
