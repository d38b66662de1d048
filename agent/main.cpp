#include <curl/curl.h>

#include "agent/commands/command_line.hpp"

int main(int argc, char** argv) {
    curl_global_init(CURL_GLOBAL_DEFAULT);
    return agent::RunCommandLine(argc, argv);
}
