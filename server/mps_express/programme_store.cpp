#include "server/mps_express/programme_store.hpp"

#include "server/catalog/catalog.hpp"

namespace mps_express::store {

namespace {

// The columns of the one row, without its id.
constexpr const char* kProgrammeRow = "SELECT {columns} FROM mps_express_programme WHERE id = 1";
const pg::Query<MpsProgramme()> kFindProgramme{"mps_express.programme", kProgrammeRow};
const pg::Query<MpsProgramme()> kHoldProgramme{"mps_express.hold_programme", std::string(kProgrammeRow) + " FOR SHARE"};
const pg::Query<MpsProgramme()> kLockProgramme{"mps_express.lock_programme",
                                               std::string(kProgrammeRow) + " FOR NO KEY UPDATE"};
const pg::Query<void(MpsProgramme)> kUpdateProgramme{"mps_express.update_programme", R"sql(
    UPDATE mps_express_programme
    SET minimum_agent_version = $minimum_agent_version, terms_version = $terms_version, version = $version
    WHERE id = 1)sql"};

struct ModelRow : MpsModel {
    std::string model_key;
};
BOOST_DESCRIBE_STRUCT(ModelRow, (MpsModel), (model_key))
ModelRow ModelRowOf(const MpsModel& model) {
    return {model, catalog::ModelKey(model.manufacturer, model.model)};
}
const pg::List<MpsModel, ModelFilter, ModelColumn> kListModels{{
    .name = "mps_express.models",
    .from = "mps_express_models",
    .where = "$search = '' OR strpos(replace(model_key, ' ', ''), $search) > 0",
    .sorts = {{ModelColumn::kModel, "model_key"},
              {ModelColumn::kSupported, "(NOT supported)::integer", "integer"},
              {ModelColumn::kMaximumLifetimePages, "maximum_lifetime_pages", "bigint"},
              {ModelColumn::kUpdatedAt, "updated_at", "timestamptz"}},
}};
const pg::Query<MpsModel(ModelId)> kFindModel{"mps_express.find_model",
                                              "SELECT {columns} FROM mps_express_models WHERE id = $1"};
const pg::Query<MpsModel(ModelId)> kLockModel{"mps_express.lock_model",
                                              "SELECT {columns} FROM mps_express_models WHERE id = $1 FOR UPDATE"};
const pg::Query<bool(std::string, ModelId)> kModelTaken{"mps_express.model_taken", R"sql(
    SELECT EXISTS (SELECT FROM mps_express_models WHERE model_key = $1 AND id <> $2) AS taken)sql"};
const pg::Insert<ModelRow> kInsertModel{"mps_express.insert_model", "mps_express_models",
                                        "ON CONFLICT (model_key) DO NOTHING"};
const pg::Update<ModelRow> kUpdateModel{"mps_express.update_model", "mps_express_models", {"id"}};
const pg::Query<void(ModelId)> kDeleteModel{"mps_express.delete_model", "DELETE FROM mps_express_models WHERE id = $1"};
const pg::Query<ModelMaximum(std::vector<std::string>)> kFindSupported{"mps_express.supported_models", R"sql(
    SELECT {columns} FROM mps_express_models WHERE model_key = ANY ($1) AND supported)sql"};

const pg::Query<Terms(std::int32_t)> kFindTerms{"mps_express.find_terms",
                                                "SELECT {columns} FROM mps_express_terms WHERE terms_version = $1"};
const pg::Insert<Terms> kInsertTerms{"mps_express.insert_terms", "mps_express_terms"};

constexpr const char* kContractRow = "SELECT {columns} FROM mps_express_contracts WHERE organization_id = $1";
const pg::Query<MpsContract(base::OrganizationId)> kFindContract{"mps_express.find_contract", kContractRow};
const pg::Query<MpsContract(base::OrganizationId)> kLockContract{"mps_express.lock_contract",
                                                                 std::string(kContractRow) + " FOR UPDATE"};
const pg::Insert<MpsContract> kInsertContract{"mps_express.insert_contract", "mps_express_contracts",
                                              "ON CONFLICT DO NOTHING"};
const pg::Update<MpsContract> kUpdateContract{
    "mps_express.update_contract", "mps_express_contracts", {"organization_id"}};

}  // namespace

MpsProgramme FindProgramme(pg::Transaction& tx) {
    return tx.Get(kFindProgramme);
}
MpsProgramme HoldProgramme(pg::Transaction& tx) {
    return tx.Get(kHoldProgramme);
}
MpsProgramme LockProgramme(pg::Transaction& tx) {
    return tx.Get(kLockProgramme);
}
void UpdateProgramme(pg::Transaction& tx, const MpsProgramme& programme) {
    tx.Exec(kUpdateProgramme, programme);
}

pg::Slice<MpsModel> ListModels(pg::Transaction& tx, const ModelFilter& filter, const pg::Window<ModelColumn>& window) {
    return kListModels.Read(tx, filter, window);
}
std::optional<MpsModel> FindModel(pg::Transaction& tx, ModelId id) {
    return tx.One(kFindModel, id);
}
std::optional<MpsModel> LockModel(pg::Transaction& tx, ModelId id) {
    return tx.One(kLockModel, id);
}
bool InsertModel(pg::Transaction& tx, const MpsModel& model) {
    return tx.Exec(kInsertModel, ModelRowOf(model)) > 0;
}
bool UpdateModel(pg::Transaction& tx, const MpsModel& model) {
    const ModelRow row = ModelRowOf(model);
    if (tx.Get(kModelTaken, row.model_key, row.id)) return false;
    try {
        tx.Exec(kUpdateModel, row);
    } catch (const pg::Error& error) {  // somebody was faster
        if (error.kind() != pg::ErrorKind::kUnique) throw;
        return false;
    }
    return true;
}
void DeleteModel(pg::Transaction& tx, ModelId id) {
    tx.Exec(kDeleteModel, id);
}
std::vector<ModelMaximum> FindSupported(pg::Transaction& tx, const std::vector<std::string>& model_keys) {
    return tx.All(kFindSupported, model_keys);
}

std::optional<Terms> FindTerms(pg::Transaction& tx, std::int32_t terms_version) {
    return tx.One(kFindTerms, terms_version);
}
void InsertTerms(pg::Transaction& tx, const Terms& terms) {
    tx.Exec(kInsertTerms, terms);
}

std::optional<MpsContract> FindContract(pg::Transaction& tx, base::OrganizationId organization) {
    return tx.One(kFindContract, organization);
}
MpsContract LockContract(pg::Transaction& tx, const MpsContract& usual) {
    tx.Exec(kInsertContract, usual);
    return tx.Get(kLockContract, usual.organization_id);
}
void UpdateContract(pg::Transaction& tx, const MpsContract& contract) {
    tx.Exec(kUpdateContract, contract);
}

}  // namespace mps_express::store
