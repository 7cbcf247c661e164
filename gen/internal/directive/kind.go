package directive

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
)

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
	argName    = kind{"argument name", "instance_uuid", matches(IsName, "letters, digits and _ only")}
	scalar     = kind{"JSON value", "true", checkScalar}
	assigned   = kind{"argument and its value", `call_version="1.3"`, checkConstant}
	side       = kind{"side", "client", checkSide}
	attempts   = kind{"number of further attempts", "3", checkAttempts}
	goName     = kind{"Go error", "ErrNotFound", matches(qualified.MatchString, "the name of an error variable or an error type")}
	exceptions = kind{"remote exception", "nova.exception.InstanceNotFound", matches(isDotted, "module.Class, or several joined by commas")}
	eventType  = kind{"event type", "instance.create.end", matches(event.MatchString, "words joined by dots, of which the last may be *")}
	// oslo.messaging's dispatcher refuses names that begin with an underscore.
	methodName = kind{"method name", "reboot_instance", matches(isPublic, "letters, digits and _, not beginning with _")}
	priority   = kind{"priority", "info", checkPriorities}
	condition  = kind{"filter", "publisher_id=^compute", checkFilter}
)

// priorities are the priorities of oslo.messaging's notifier.
var priorities = []string{"audit", "debug", "info", "warn", "error", "critical", "sample"}

var (
	qualified = regexp.MustCompile("^\\*?([^\\s\"`]+\\.)?[\\pL_][\\pL\\p{Nd}_]*$") // after a package name or an import path
	event     = regexp.MustCompile("^(\\*|[^\\s.=;,*{}'\"`“”‘’]+(\\.[^\\s.=;,*{}'\"`“”‘’]+)*(\\.\\*)?)$")
	digits    = regexp.MustCompile(`^\d{1,6}\.\d{1,6}(\.\d{1,6})?$`)
	zeros     = regexp.MustCompile(`(^|\.)0\d`)
)

// IsName reports whether an argument can have the name: letters, digits and _, of
// which the first is no digit.
func IsName(name string) bool {
	for i, r := range name {
		if r != '_' && !unicode.IsLetter(r) && (i == 0 || !unicode.IsDigit(r)) {
			return false
		}
	}
	return name != ""
}

// isPublic reports whether s is a name that does not begin with _.
func isPublic(s string) bool { return IsName(s) && s[0] != '_' }

// isDotted reports whether s is names joined by dots and commas.
func isDotted(s string) bool {
	for name := range strings.SplitSeq(strings.ReplaceAll(s, ",", "."), ".") {
		if !IsName(name) {
			return false
		}
	}
	return true
}

func matches(is func(string) bool, want string) func(string) error {
	return func(s string) error {
		if !is(s) {
			return fmt.Errorf("want %s", want)
		}
		return nil
	}
}
