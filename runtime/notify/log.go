package notify

import (
	"context"
	"fmt"
	"log/slog"
	"regexp"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/internal/wire"
)

// logDriver writes notifications to a logger.
type logDriver struct{ log *slog.Logger }

// LogDriver writes notifications to log, or to the transport's logger if log is
// nil ("log"). The message is "notification", with the payload as JSON text.
// The values of keys such as "admin_password" are replaced by "***", also
// within strings. The request context is not logged.
func LogDriver(log *slog.Logger) Driver { return logDriver{log} }

// Notify implements Driver.
func (d logDriver) Notify(ctx context.Context, tr oslo.Transport, n *Notification) error {
	log := d.log
	switch {
	case log != nil:
	case tr != nil:
		log = tr.Settings().Logger
	default:
		return fmt.Errorf("notify %s: the log driver has no logger", n.EventType)
	}
	at := level(n.Priority)
	if !log.Enabled(ctx, at) {
		return nil
	}
	payload, err := masked(n.Payload)
	if err != nil {
		return fmt.Errorf("log notification %s: %w", n.EventType, err)
	}
	log.Log(ctx, at, "notification", "event_type", n.EventType, "priority", string(n.Priority),
		"publisher_id", n.PublisherID, "message_id", n.MessageID, "payload", payload)
	return nil
}

// level returns the log level of the priority. Audit and sample have none of
// their own.
func level(p Priority) slog.Level {
	switch p {
	case PriorityDebug:
		return slog.LevelDebug
	case PriorityWarn:
		return slog.LevelWarn
	case PriorityError:
		return slog.LevelError
	case PriorityCritical:
		return slog.LevelError + 4
	default:
		return slog.LevelInfo
	}
}

// secretWord matches a part of a secret's name. It is
// oslo_utils.strutils._SANITIZE_KEYS and more.
const secretWord = `(?:pass|pswd|secret|token|credential|cookie|private_key|encrypt\w*key|fernet|hmac|configdrive|` +
	`(?:ssl|ssh|rndc|auth|heartbeat)key|ceph\w*(?:key|fsid)|cryptokek|hashsuffix)`

// secretKey matches the keys whose values are not logged. secretTexts match a
// key and the value after it within a string: key="value" and 'key', '--flag',
// 'value', key=value, key --flag value, --key value, <key>value. They follow
// oslo_utils.strutils.mask_password.
var (
	secretKey   = regexp.MustCompile(`(?i)` + secretWord)
	secretTexts = []*regexp.Regexp{
		regexp.MustCompile(`(?i)(` + secretWord + assigned + `")(?:[^"\\]|\\.)*`),
		regexp.MustCompile(`(?i)(` + secretWord + assigned + `')(?:[^'\\]|\\.)*`),
		regexp.MustCompile(`(?i)(` + secretWord + `\w*\s*=\s*)[^\s"']+`),
		regexp.MustCompile(`(?i)(` + secretWord + `\w*\s+--?[a-z]+\s+)[^\s"']+`),
		regexp.MustCompile(`(?i)(--[\w-]*` + secretWord + `[\w-]*\s+)[^\s"'=]+`),
		regexp.MustCompile(`(?i)(<\w*` + secretWord + `\w*>)[^<]*`),
	}
)

// assigned matches the text between a key and the quote before its value.
const assigned = `\w*["']?(?:\s*[=:]\s*|\s*,\s*'--?\w+'\s*,\s*|\s+)u?`

// masked returns the JSON text of payload without its secrets.
func masked(payload any) (string, error) {
	text, err := wire.AppendValue(nil, payload)
	if err != nil {
		return "", err
	}
	var v any
	if err := wire.Unmarshal(text, &v); err != nil {
		return "", err
	}
	text, err = wire.AppendValue(text[:0], mask(v))
	return string(text), err
}

func mask(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for key, item := range v {
			if v[key] = mask(item); secretKey.MatchString(key) {
				v[key] = "***"
			}
		}
	case []any:
		for i, item := range v {
			v[i] = mask(item)
		}
	case string:
		for _, text := range secretTexts {
			v = text.ReplaceAllString(v, "${1}***")
		}
		return v
	}
	return v
}
