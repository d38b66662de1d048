#pragma once

#include <boost/json/value.hpp>
#include <map>
#include <string>
#include <string_view>
#include <vector>

// What the fields and parameters of the API mean, in English, for programmers: data/api/*.json, built into the program.
//
//     fields.json      "part_number": "Part number of the maker ..."   the meaning in every schema that has the field,
//                      "Supply.part_number": "... as the printer says" but in this one
//     parameters.json  "site_id": "Only printers of this site."     likewise, by the name of a parameter,
//                      "getSite.site_id": "Id of the site."            and by the operation's id
namespace http {

class ApiWords {
  public:
    using Words = std::map<std::string, std::string, std::less<>>;

    // The texts of the two files; throws std::invalid_argument with the file's name where one is no object of texts.
    ApiWords(std::string_view fields, std::string_view parameters);
    static const ApiWords& BuiltIn();

    // Puts descriptions into a document of OpenApi(). Gives what is wrong, a line each, in the order of the document:
    // fields and parameters without words, and words that nothing uses, with the file to write into.
    std::vector<std::string> Describe(boost::json::value& document) const;

  private:
    Words fields_;
    Words parameters_;
};

}  // namespace http
