package gen

import (
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// place is the kind of declaration on which a directive stands.
type place string

const (
	onInterface place = "an interface"
	onMethod    place = "a method of an interface"
	onParam     place = "a parameter of a method"
)

// rule is the grammar of one directive.
type rule struct {
	name     string
	on       place
	args     []kind // the words before the keys
	variadic bool   // args may go on
	keys     []key
	repeat   bool // may stand on one declaration several times
}

// key is one key=value of a directive, or a single word if its kind is flag.
type key struct {
	name     string
	value    kind
	required bool
}

// grammar lists every directive. A key that is not here is a mistake.
var grammar = []rule{
	{name: "rpc", on: onInterface, keys: []key{
		{"topic", pattern, true},
		{"namespace", pattern, false},
		{"version", version, false},
		{"exchange", pattern, false},
		{"legacy_namespaces", list, false}, // an empty element means no namespace
		{"also", versions, false},
		{"timeout", duration, false},
		{"monitor", heartbeat, false},
		{"mandatory", flag, false},
		{"only", side, false},
	}},
	{name: "base", on: onInterface},
	{name: "release", on: onInterface, args: []kind{release}, variadic: true},
	{name: "error", on: onInterface, repeat: true, args: []kind{exceptions, goName}, keys: []key{
		{"expected", flag, false},
		{"keywords", flag, false},
	}},
	{name: "call", on: onMethod, keys: []key{
		{"name", methodName, false},
		{"since", version, false},
		{"until", version, false},
		{"was", methodName, false},
		{"renamed", version, false},
		{"timeout", duration, false},
		{"monitor", heartbeat, false},
		{"mandatory", flag, false},
		{"retry", attempts, false},
		{"topic", pattern, false},
		{"only", side, false},
	}},
	{name: "cast", on: onMethod, keys: []key{
		{"name", methodName, false},
		{"since", version, false},
		{"until", version, false},
		{"was", methodName, false},
		{"renamed", version, false},
		{"fanout", flag, false},
		{"mandatory", flag, false},
		{"retry", attempts, false},
		{"unconfirmed", flag, false},
		{"topic", pattern, false},
		{"only", side, false},
	}},
	{name: "const", on: onMethod, repeat: true, args: []kind{assigned}},
	{name: "server", on: onParam},
	{name: "topic", on: onParam},
	{name: "arg", on: onParam, keys: []key{
		{"name", argName, false},
		{"optional", flag, false},
		{"default", scalar, false},
		{"since", version, false},
		{"until", version, false},
		{"was", argName, false},
		{"renamed", version, false},
		{"below", below, false},
		{"rest", flag, false},
	}},
	{name: "request", on: onParam},
	{name: "notify", on: onInterface, keys: []key{
		{"publisher", pattern, false},
		{"topic", topics, false},
		{"exchange", pattern, false},
		{"only", side, false},
	}},
	{name: "event", on: onMethod, args: []kind{eventType}, keys: []key{
		{"priority", priority, false},
		{"batch", flag, false},
		{"only", side, false},
	}},
	{name: "filter", on: onMethod, repeat: true, args: []kind{condition}, variadic: true},
}

// kind is the form of a value. A kind without check is a flag, which has no
// value.
type kind struct {
	name    string
	example string
	check   func(string) error
}

var (
	flag       = kind{name: "flag"}
	pattern    = kind{"name", "compute", checkTemplate}
	list       = kind{"comma-separated list", "compute,nova", checkList}
	topics     = kind{"comma-separated list", "notifications,versioned_notifications", checkTopics}
	version    = kind{"version", "1.2", checkVersion}
	versions   = kind{"comma-separated list of versions", "5.13,4.22", checkVersions}
	release    = kind{"release and its version", "zed=6.1", checkRelease}
	below      = kind{"treatment", "drop", checkBelow}
	duration   = kind{"duration", "30s", checkDuration}
	heartbeat  = kind{"duration", "60s", checkHeartbeat}
	argName    = kind{"argument name", "instance_uuid", matches(identifier, "letters, digits and _ only")}
	scalar     = kind{"JSON value", "true", checkScalar}
	assigned   = kind{"argument and its value", `call_version="1.3"`, checkConstant}
	side       = kind{"side", "client", checkSide}
	attempts   = kind{"number of further attempts", "3", checkAttempts}
	goName     = kind{"Go error", "ErrNotFound", matches(qualified, "the name of an error variable or an error type")}
	exceptions = kind{"remote exception", "nova.exception.InstanceNotFound", matches(dotted, "module.Class, or several joined by commas")}
	eventType  = kind{"event type", "instance.create.end", matches(event, "words joined by dots, of which the last may be *")}
	// oslo.messaging's dispatcher refuses names that begin with an underscore.
	methodName = kind{"method name", "reboot_instance", matches(public, "letters, digits and _, not beginning with _")}
	priority   = kind{"priority", "info", checkPriorities}
	condition  = kind{"filter", "publisher_id=^compute", checkFilter}
)

// priorities are the priorities of oslo.messaging's notifier.
var priorities = []string{"audit", "debug", "info", "warn", "error", "critical", "sample"}

var (
	identifier = regexp.MustCompile(`^[\pL_][\pL\p{Nd}_]*$`)
	public     = regexp.MustCompile(`^\pL[\pL\p{Nd}_]*$`)
	dotted     = regexp.MustCompile(`^[\pL_][\pL\p{Nd}_]*([.,][\pL_][\pL\p{Nd}_]*)*$`)
	qualified  = regexp.MustCompile("^\\*?([^\\s\"`]+\\.)?[\\pL_][\\pL\\p{Nd}_]*$") // after a package name or an import path
	event      = regexp.MustCompile("^(\\*|[^\\s.=;,*'\"`“”‘’]+(\\.[^\\s.=;,*'\"`“”‘’]+)*(\\.\\*)?)$")
	digits     = regexp.MustCompile(`^\d{1,6}\.\d{1,6}(\.\d{1,6})?$`)
	zeros      = regexp.MustCompile(`(^|\.)0\d`)
)

func matches(pattern *regexp.Regexp, want string) func(string) error {
	return func(s string) error {
		if !pattern.MatchString(s) {
			return fmt.Errorf("want %s", want)
		}
		return nil
	}
}

func checkWord(s string) error {
	odd := func(r rune) bool { return !unicode.IsPrint(r) }
	if s == "" || len(s) > 255 || strings.ContainsAny(s, " \"'`“”‘’,=;{}") || strings.ContainsFunc(s, odd) {
		return errors.New("want 1 to 255 bytes without spaces, quotes, commas, =, semicolons and braces")
	}
	return nil
}

// checkTemplate is checkWord for a name with {constant} or {parameter} in it.
func checkTemplate(s string) error {
	if s == "TODO" {
		return errors.New("it stands for what oslogen import has not found: look it up in the Python source")
	}
	if strings.ContainsAny(placeholder.ReplaceAllString(s, ""), "{}") {
		return errors.New("want each { closed by }")
	}
	for _, name := range template(s).names() {
		if _, sel, _ := cutName(name); !identifier.MatchString(sel) {
			return fmt.Errorf("want the name of a Go constant or of a parameter in braces, not %q", name)
		}
	}
	return checkWord(placeholder.ReplaceAllString(s, "x"))
}

func checkList(s string) error {
	for elem := range strings.SplitSeq(s, ",") {
		if elem != "" && checkWord(elem) != nil {
			return errors.New("want names joined by commas")
		}
	}
	return nil
}

// checkTopics is checkList without empty elements.
func checkTopics(s string) error {
	for elem := range strings.SplitSeq(s, ",") {
		if err := checkTemplate(elem); elem == "TODO" {
			return err
		} else if err != nil {
			return errors.New("want names joined by commas")
		}
	}
	return nil
}

// checkScalar accepts JSON without arrays and objects. Whether the value fits
// the parameter is checked when its type is known.
func checkScalar(s string) error {
	var v any
	if json.Unmarshal([]byte(s), &v) != nil {
		return errors.New(`want a JSON value: true, false, null, a number, or a string in quotes`)
	}
	switch v.(type) {
	case []any, map[string]any:
		return errors.New("want no array and no object")
	}
	return nil
}

// checkConstant accepts name=value with a JSON value.
func checkConstant(s string) error {
	name, text, ok := strings.Cut(s, "=")
	if !ok || !identifier.MatchString(name) {
		return errors.New("want name=value")
	}
	return checkScalar(text)
}

func checkSide(s string) error {
	if s != string(clientSide) && s != string(serverSide) {
		return errors.New("want client or server")
	}
	return nil
}

// checkAttempts accepts oslo.messaging's retry, without -1 for no limit, which
// is the default.
func checkAttempts(s string) error {
	if n, err := strconv.Atoi(s); err != nil || n < 0 || n > 1_000_000 {
		return errors.New("want a whole number, 0 for no further attempt")
	}
	return nil
}

func checkVersion(s string) error {
	if !digits.MatchString(s) {
		return errors.New("want major.minor")
	}
	if zeros.MatchString(s) {
		return errors.New("want numbers without leading zeros")
	}
	return nil
}

func checkVersions(s string) error {
	for elem := range strings.SplitSeq(s, ",") {
		if err := checkVersion(elem); err != nil {
			return err
		}
	}
	return nil
}

// yearRelease is how OpenStack numbers its releases since 2023. It can't be
// taken for a version of an interface.
var yearRelease = regexp.MustCompile(`^20\d\d\.\d$`)

// checkRelease accepts name=version.
func checkRelease(s string) error {
	name, text, ok := strings.Cut(s, "=")
	if !ok || checkWord(name) != nil || digits.MatchString(name) && !yearRelease.MatchString(name) {
		return errors.New("want name=version")
	}
	return checkVersion(text)
}

func checkBelow(s string) error {
	name, ok := strings.CutPrefix(s, "convert:")
	if s != "refuse" && s != "drop" && (!ok || !identifier.MatchString(name)) {
		return errors.New("want refuse, drop or convert:Func, a function of this package")
	}
	return nil
}

func checkDuration(s string) error {
	if d, err := time.ParseDuration(s); err != nil || d <= 0 {
		return errors.New("want a number above 0 with a unit")
	}
	return nil
}

// checkHeartbeat accepts call_monitor_timeout. It travels in whole seconds, and
// servers send heartbeats at half of it.
func checkHeartbeat(s string) error {
	d, err := time.ParseDuration(s)
	if err != nil || d < 2*time.Second || d%time.Second != 0 {
		return errors.New("want whole seconds, at least 2s")
	}
	return nil
}

func directiveNames() []string {
	var names []string
	for _, r := range grammar {
		names = append(names, r.name)
	}
	return append(names, allowName)
}

func (r *rule) key(name string) *key {
	for i := range r.keys {
		if r.keys[i].name == name {
			return &r.keys[i]
		}
	}
	return nil
}

func (r *rule) keyNames() []string {
	var names []string
	for _, k := range r.keys {
		names = append(names, k.name)
	}
	return names
}
