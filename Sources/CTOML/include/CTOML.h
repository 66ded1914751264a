#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum signalbox_toml_kind {
  SIGNALBOX_TOML_TABLE_BEGIN,
  SIGNALBOX_TOML_TABLE_END,
  SIGNALBOX_TOML_ARRAY_BEGIN,
  SIGNALBOX_TOML_ARRAY_END,
  SIGNALBOX_TOML_STRING,
  SIGNALBOX_TOML_INTEGER,
  SIGNALBOX_TOML_FLOAT,
  SIGNALBOX_TOML_BOOLEAN,
  SIGNALBOX_TOML_DATE_TIME,
};

// One step of the walk through a document. Texts are UTF-8, not terminated, and valid during the call only.
struct signalbox_toml_step {
  enum signalbox_toml_kind kind;
  // The key within the enclosing table; NULL within an array and for the document itself.
  const char *key;
  size_t key_length;
  // Of a string, a date or a time.
  const char *text;
  size_t text_length;
  // Of an integer; 0 or 1 of a boolean.
  int64_t integer;
  double number;
};

typedef void (*signalbox_toml_visitor)(void *context, const struct signalbox_toml_step *step);
typedef void (*signalbox_toml_failure)(
    void *context, const char *message, size_t message_length, uint32_t line, uint32_t column);

// Walks through a document in depth-first order, or reports the one error it has and visits nothing.
bool signalbox_toml_parse(
    const char *text, size_t length, void *context, signalbox_toml_visitor visit, signalbox_toml_failure fail);

#ifdef __cplusplus
}
#endif
