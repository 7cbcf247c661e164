package connect

import "regexp"

// credentials are the user and password of each host of a URL, also of a URL that
// can't be read.
var credentials = regexp.MustCompile(`(://|,)[^\s/@,"']*:[^\s"']*@`)

// Redact hides the credentials of URLs in a text.
func Redact(text string) string {
	return credentials.ReplaceAllString(text, "${1}***@")
}
