// Header-only and without exceptions: no library at run time, and none may cross into Swift.
#define TOML_HEADER_ONLY 1
#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
// The parser recurses per level; Swift's own threads have small stacks.
#define TOML_MAX_NESTED_VALUES 32

// The parser takes some of what it reads for granted, and ends the process where it is mistaken ("[.",
// "a=1979-05-27Tx"); with NDEBUG it would read on regardless. Here that is thrown to the one place that calls it.
#undef NDEBUG
struct toml_surprise {};
#define TOML_ASSERT(expression) static_cast<void>((expression) ? 0 : throw toml_surprise{})

#include "CTOML.h"

#include <algorithm>
#include <sstream>
#include <string>
#include <string_view>
#include <toml++/toml.h>
#include <vector>

namespace {

struct walk {
  void *context;
  signalbox_toml_visitor visit;

  void step(signalbox_toml_kind kind, const std::string_view *key, std::string_view text = {}, int64_t integer = 0,
            double number = 0) const {
    const signalbox_toml_step step{
        kind,        key ? key->data() : nullptr, key ? key->size() : 0, text.data(), text.size(), integer, number};
    visit(context, &step);
  }

  template <typename Moment>
  void moment(const Moment &moment, const std::string_view *key) const {
    std::ostringstream written;
    written << moment;
    step(SIGNALBOX_TOML_DATE_TIME, key, written.str());
  }

  void table(const toml::table &table, const std::string_view *key) const {
    step(SIGNALBOX_TOML_TABLE_BEGIN, key);
    for (const auto &entry : table) {
      const std::string_view name = entry.first.str();
      node(entry.second, &name);
    }
    step(SIGNALBOX_TOML_TABLE_END, key);
  }

  void node(const toml::node &node, const std::string_view *key) const {
    switch (node.type()) {
      case toml::node_type::table:
        return table(*node.as_table(), key);
      case toml::node_type::array:
        step(SIGNALBOX_TOML_ARRAY_BEGIN, key);
        for (const toml::node &element : *node.as_array()) this->node(element, nullptr);
        return step(SIGNALBOX_TOML_ARRAY_END, key);
      case toml::node_type::string:
        return step(SIGNALBOX_TOML_STRING, key, node.as_string()->get());
      case toml::node_type::integer:
        return step(SIGNALBOX_TOML_INTEGER, key, {}, node.as_integer()->get());
      case toml::node_type::floating_point:
        return step(SIGNALBOX_TOML_FLOAT, key, {}, 0, node.as_floating_point()->get());
      case toml::node_type::boolean:
        return step(SIGNALBOX_TOML_BOOLEAN, key, {}, node.as_boolean()->get() ? 1 : 0);
      case toml::node_type::date:
        return moment(node.as_date()->get(), key);
      case toml::node_type::time:
        return moment(node.as_time()->get(), key);
      case toml::node_type::date_time:
        return moment(node.as_date_time()->get(), key);
      case toml::node_type::none:
        return;
    }
  }
};

// Whether the parser meets what it does not expect in a text.
bool surprises(std::string_view text) {
  try {
    static_cast<void>(toml::parse(text));
    return false;
  } catch (const toml_surprise &) {
    return true;
  }
}

// The line of the first such place: the parser does not say where it is, but a text that ends before it has none.
uint32_t line_of_surprise(std::string_view text) {
  std::vector<size_t> ends;
  for (size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) ends.push_back(at);
  const auto first = std::partition_point(
      ends.begin(), ends.end(), [&](size_t end) { return !surprises(text.substr(0, end)); });
  return static_cast<uint32_t>(first - ends.begin()) + 1;
}

}  // namespace

bool signalbox_toml_parse(
    const char *text, size_t length, void *context, signalbox_toml_visitor visit, signalbox_toml_failure fail) {
  const std::string_view whole(text, length);
  try {
    const toml::parse_result result = toml::parse(whole);
    if (result) {
      walk{context, visit}.table(result.table(), nullptr);
      return true;
    }
    const std::string_view message = result.error().description();
    const auto &where = result.error().source().begin;
    fail(context, message.data(), message.size(), where.line, where.column);
  } catch (const toml_surprise &) {
    const std::string_view message = "this is no TOML";
    fail(context, message.data(), message.size(), line_of_surprise(whole), 1);
  }
  return false;
}
