#pragma once
#include <curl/curl.h>

// curl_easy_setopt, curl_easy_getinfo and curl_multi_setopt are variadic, which Swift cannot call. One function for each
// type of argument; the caller names the option.

typedef size_t (*signalbox_curl_receiver)(char *_Nullable bytes, size_t size, size_t count, void *_Nullable context);

CURLcode signalbox_curl_set_string(CURL *_Nonnull handle, CURLoption option, const char *_Nonnull value);
CURLcode signalbox_curl_set_long(CURL *_Nonnull handle, CURLoption option, long value);
CURLcode signalbox_curl_set_offset(CURL *_Nonnull handle, CURLoption option, curl_off_t value);
CURLcode signalbox_curl_set_pointer(CURL *_Nonnull handle, CURLoption option, void *_Nullable value);
CURLcode signalbox_curl_set_list(CURL *_Nonnull handle, CURLoption option, struct curl_slist *_Nullable value);
CURLcode signalbox_curl_set_receiver(CURL *_Nonnull handle, CURLoption option, signalbox_curl_receiver _Nonnull value);
CURLcode signalbox_curl_get_long(CURL *_Nonnull handle, CURLINFO info, long *_Nonnull value);

CURLMcode signalbox_curl_multi_set_long(CURLM *_Nonnull multi, CURLMoption option, long value);

// Takes the next finished transfer, or gives NULL. Hides the union in CURLMsg.
CURL *_Nullable signalbox_curl_multi_next(CURLM *_Nonnull multi, CURLcode *_Nonnull result);
