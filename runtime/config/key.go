package config

import (
	"strconv"
	"strings"
)

// The groups of oslo.messaging's options.
const (
	groupDefault       = "DEFAULT"
	groupRabbit        = "oslo_messaging_rabbit"
	groupNotifications = "oslo_messaging_notifications"
	groupConcurrency   = "oslo_concurrency"
	groupUpgrade       = "upgrade_levels"
)

// key names an option.
type key struct{ group, name string }

// parseKey reads "group.name", or "name" in [DEFAULT].
func parseKey(s string) key {
	if group, name, ok := strings.Cut(s, "."); ok {
		return key{normalizeGroup(group), name}
	}
	return key{groupDefault, s}
}

func (k key) String() string { return "[" + k.group + "] " + k.name }

// environment returns the variable that sets the option.
func (k key) environment() string {
	return "OS_" + strings.ToUpper(k.group) + "__" + strings.ToUpper(k.name)
}

// normalizeGroup folds the case of a group's name as oslo.config does. DEFAULT
// keeps its capitals.
func normalizeGroup(name string) string {
	if name == groupDefault {
		return name
	}
	return strings.ToLower(name)
}

// position is the place of a setting: a line of a file, or another source with
// line 0.
type position struct {
	file string
	line int
}

func (p position) String() string {
	if p.line == 0 {
		return p.file
	}
	return p.file + ":" + strconv.Itoa(p.line)
}

// Error is a mistake in the configuration. It names the place and the option.
// It never holds a value.
type Error struct {
	File   string // or an environment variable, or a field of Loader
	Line   int    // 0 outside of files
	Option string // such as "[DEFAULT] transport_url", or empty for a syntax error
	Err    error
}

func (e *Error) Error() string {
	s := position{e.File, e.Line}.String() + ": "
	if e.Option != "" {
		s += e.Option + ": "
	}
	return s + e.Err.Error()
}

func (e *Error) Unwrap() error { return e.Err }
