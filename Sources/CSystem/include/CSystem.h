#pragma once
#define _GNU_SOURCE
#include <sys/eventfd.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <signal.h>
#include <spawn.h>
