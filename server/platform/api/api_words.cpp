#include "server/platform/api/api_words.hpp"

#include <boost/json.hpp>
#include <set>
#include <span>
#include <stdexcept>

#include "embedded/api_words.hpp"

namespace http {
namespace {

namespace json = boost::json;

constexpr std::string_view kFields = "data/api/fields.json";
constexpr std::string_view kParameters = "data/api/parameters.json";

ApiWords::Words ReadWords(std::string_view file, std::string_view text) {
    const auto wrong = [&](std::string_view why) {
        return std::invalid_argument(std::string(file) + ": " + std::string(why));
    };
    boost::system::error_code error;
    const json::value value = json::parse(text, error);
    if (error || !value.is_object()) throw wrong("this is no JSON object");
    ApiWords::Words words;
    for (const auto& [name, said] : value.get_object()) {
        if (!said.is_string() || said.get_string().empty()) throw wrong(std::string(name) + " has no text");
        words.emplace(std::string(name), std::string(said.get_string()));
    }
    return words;
}

std::string_view FileText(std::string_view name) {
    for (const auto& file : embedded::api_words()) {
        if (file.name == name) return file.bytes;
    }
    throw std::logic_error(std::string(name) + " is not built into the program");
}

// One file while it is used.
class Used {
  public:
    Used(std::string_view file, const ApiWords::Words& words) : file_(file), words_(words) {}

    void Say(json::object& thing, std::string_view owner, std::string_view name, std::vector<std::string>& wrong) {
        const std::string own = std::string(owner) + "." + std::string(name);
        auto found = words_.find(own);
        if (found == words_.end()) found = words_.find(name);
        if (found == words_.end()) {
            wrong.push_back(own + " has no words: write what it means into " + std::string(file_) + ", as \"" +
                            std::string(name) + "\" (it means the same everywhere) or as \"" + own + "\"");
            return;
        }
        used_.insert(found->first);
        thing["description"] = found->second;
    }

    void AddUnused(std::vector<std::string>& wrong) const {
        for (const auto& [name, said] : words_) {
            if (!used_.contains(name)) {
                wrong.push_back(std::string(file_) + ": \"" + name +
                                "\" is used by nothing any more, or every use has words of its own: take it out");
            }
        }
    }

  private:
    std::string_view file_;
    const ApiWords::Words& words_;
    std::set<std::string_view> used_;
};

}  // namespace

ApiWords::ApiWords(std::string_view fields, std::string_view parameters)
    : fields_(ReadWords(kFields, fields)), parameters_(ReadWords(kParameters, parameters)) {}

const ApiWords& ApiWords::BuiltIn() {
    static const ApiWords words(FileText(kFields), FileText(kParameters));
    return words;
}

std::vector<std::string> ApiWords::Describe(json::value& document) const {
    std::vector<std::string> wrong;
    Used fields(kFields, fields_);
    for (auto& [name, schema] : document.at("components").at("schemas").as_object()) {
        auto* properties = schema.as_object().if_contains("properties");
        if (properties == nullptr) continue;
        for (auto& [field, property] : properties->as_object()) fields.Say(property.as_object(), name, field, wrong);
    }
    Used parameters(kParameters, parameters_);
    for (auto& [path, methods] : document.at("paths").as_object()) {
        for (auto& [method, operation] : methods.as_object()) {
            auto* list = operation.as_object().if_contains("parameters");
            if (list == nullptr) continue;
            const std::string id(operation.at("operationId").as_string());
            for (auto& parameter : list->as_array()) {
                const auto* name = parameter.as_object().if_contains("name");
                if (name == nullptr) continue;  // one of components/parameters, which says itself what it is
                parameters.Say(parameter.as_object(), id, std::string(name->as_string()), wrong);
            }
        }
    }
    fields.AddUnused(wrong);
    parameters.AddUnused(wrong);
    return wrong;
}

}  // namespace http
