// Header-only and without exceptions: no library at run time, and none may cross into Swift.
#define TOML_HEADER_ONLY 1
#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
// The parser recurses per level; Swift's own threads have small stacks.
#define TOML_MAX_NESTED_VALUES 32

#include "CTOML.h"

#include <sstream>
#include <string>
#include <string_view>
#include <toml++/toml.h>

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

}  // namespace

bool signalbox_toml_parse(
    const char *text, size_t length, void *context, signalbox_toml_visitor visit, signalbox_toml_failure fail) {
  const toml::parse_result result = toml::parse(std::string_view(text, length));
  if (!result) {
    const std::string_view message = result.error().description();
    const auto &where = result.error().source().begin;
    fail(context, message.data(), message.size(), where.line, where.column);
    return false;
  }
  walk{context, visit}.table(result.table(), nullptr);
  return true;
}
