package traffic

import (
	"regexp"
	"strings"
)

// Masked stands in place of a secret.
const Masked = "***"

// secret matches names of values that are secrets: those of oslo.utils
// (strutils.mask_password), and the credentials that request contexts carry.
var secret = regexp.MustCompile(`(?i)password|passwd|passphrase|pswd|^(admin|auth|new|rescue)_?pass$|token$|^secret|_secret$|private_?key|fernet_?key|credential|service_catalog`)

// mask replaces the secrets in the members of v, at every depth.
func mask(v any) {
	switch v := v.(type) {
	case map[string]any:
		for name, value := range v {
			if value != nil && value != "" && secret.MatchString(strings.TrimPrefix(name, "_context_")) {
				v[name] = Masked
				continue
			}
			mask(value)
		}
	case []any:
		for _, value := range v {
			mask(value)
		}
	}
}
