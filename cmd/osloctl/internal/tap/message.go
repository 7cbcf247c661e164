package tap

import (
	"bytes"
	"compress/bzip2"
	"compress/zlib"
	"io"
	"time"

	"github.com/rabbitmq/amqp091-go"
)

// maxBody is how large a decompressed body may be, in bytes.
const maxBody = 128 << 20

// message reads a delivery. The headers of one from the firehose hold the
// properties with which the message was published.
func message(d amqp091.Delivery) Message {
	m := Message{At: time.Now(), Exchange: d.Exchange, Key: d.RoutingKey, Expiration: d.Expiration}
	headers := d.Headers
	if d.Exchange == Firehose {
		m.Exchange, _ = d.Headers["exchange_name"].(string)
		m.Key = firstText(d.Headers["routing_keys"])
		properties, _ := d.Headers["properties"].(amqp091.Table)
		m.Expiration, _ = properties["expiration"].(string)
		headers, _ = properties["headers"].(amqp091.Table)
	}
	compression, _ := headers["compression"].(string)
	m.Body = inflate(compression, d.Body)
	return m
}

func firstText(v any) string {
	list, _ := v.([]any)
	if len(list) == 0 {
		return ""
	}
	text, _ := list[0].(string)
	return text
}

// inflate undoes kombu_compression. A body that can't be decompressed stays as it
// is, and then can't be read either.
func inflate(compression string, body []byte) []byte {
	var r io.Reader
	switch compression {
	case "application/x-gzip": // zlib's format, whatever its name says
		z, err := zlib.NewReader(bytes.NewReader(body))
		if err != nil {
			return body
		}
		r = z
	case "application/x-bz2":
		r = bzip2.NewReader(bytes.NewReader(body))
	default:
		return body
	}
	if plain, err := io.ReadAll(io.LimitReader(r, maxBody)); err == nil {
		return plain
	}
	return body
}
