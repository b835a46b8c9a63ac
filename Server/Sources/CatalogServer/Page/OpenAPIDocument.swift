/// The description of the API, OpenAPI 3.1: written by hand, and held to the routes by a test.
enum OpenAPIDocument {
  static let text = #"""
    {
      "openapi": "3.1.0",
      "info": {
        "title": "catalog",
        "version": "0.1.0",
        "description": "Photos by where and when they were taken, at the asker's level: all that is known, or cells of a grid and days.",
        "license": { "name": "MIT", "identifier": "MIT" }
      },
      "servers": [{ "url": "/" }],
      "security": [{ "cookie": [] }, { "bearer": [] }, {}],
      "paths": {
        "/": { "get": { "operationId": "page", "summary": "The map", "responses": { "200": { "$ref": "#/components/responses/HTML" }, "304": { "$ref": "#/components/responses/Unchanged" } } } },
        "/serve.js": { "get": { "operationId": "script", "summary": "The page's script", "responses": { "200": { "description": "A script", "content": { "text/javascript": { "schema": { "type": "string" } } } }, "304": { "$ref": "#/components/responses/Unchanged" } } } },
        "/serve.css": { "get": { "operationId": "style", "summary": "The page's style", "responses": { "200": { "description": "A style", "content": { "text/css": { "schema": { "type": "string" } } } }, "304": { "$ref": "#/components/responses/Unchanged" } } } },
        "/robots.txt": { "get": { "operationId": "robots", "summary": "No search engine is to list photos", "responses": { "200": { "description": "Text", "content": { "text/plain": { "schema": { "type": "string" } } } }, "304": { "$ref": "#/components/responses/Unchanged" } } } },
        "/privacy": { "get": { "operationId": "privacy", "summary": "What the server keeps, of whom", "responses": { "200": { "$ref": "#/components/responses/HTML" }, "304": { "$ref": "#/components/responses/Unchanged" } } } },
        "/openapi.json": { "get": { "operationId": "openapi", "summary": "This document", "responses": { "200": { "description": "This document", "content": { "application/json": { "schema": { "type": "object" } } } }, "304": { "$ref": "#/components/responses/Unchanged" } } } },
        "/healthz": { "get": { "operationId": "health", "summary": "Whether the server answers", "responses": { "200": { "description": "It does", "content": { "application/json": { "schema": { "type": "object", "required": ["status"], "properties": { "status": { "enum": ["starting", "ok", "old index"] } } } } } } } } },
        "/photos/{id}/{name}": {
          "parameters": [{ "$ref": "#/components/parameters/id" }, { "name": "name", "in": "path", "required": true, "schema": { "type": "string" } }],
          "get": { "operationId": "file", "summary": "The photo's file, under any name", "responses": { "200": { "$ref": "#/components/responses/File" }, "206": { "$ref": "#/components/responses/Part" }, "304": { "$ref": "#/components/responses/Unchanged" }, "default": { "$ref": "#/components/responses/Problem" } } }
        },
        "/api/v1/session": {
          "get": { "operationId": "session", "summary": "Who am I", "responses": { "200": { "$ref": "#/components/responses/Session" } } },
          "post": {
            "operationId": "signIn", "summary": "Sign in with the key that the server printed; it is good once",
            "requestBody": { "required": true, "content": { "application/json": { "schema": { "type": "object", "required": ["key"], "properties": { "key": { "type": "string" } } } } } },
            "responses": { "201": { "$ref": "#/components/responses/Session" }, "default": { "$ref": "#/components/responses/Problem" } }
          },
          "delete": { "operationId": "signOut", "summary": "Sign out", "responses": { "204": { "description": "Signed out" }, "default": { "$ref": "#/components/responses/Problem" } } }
        },
        "/api/v1/photos": {
          "get": {
            "operationId": "photos", "summary": "Photos: near a place, in a box, or all",
            "parameters": [
              { "name": "near", "in": "query", "description": "LATITUDE,LONGITUDE in degrees: the nearest first", "schema": { "type": "string", "examples": ["37.5665,126.978"] } },
              { "name": "radius", "in": "query", "description": "With near: no photo is farther. 500, 500m, 2km, 1mi", "schema": { "type": "string" } },
              { "$ref": "#/components/parameters/box" }, { "$ref": "#/components/parameters/since" }, { "$ref": "#/components/parameters/until" },
              { "$ref": "#/components/parameters/tag" }, { "$ref": "#/components/parameters/camera" },
              { "name": "sort", "in": "query", "description": "-taken is the newest first", "schema": { "enum": ["-taken", "taken", "id", "distance"] } },
              { "name": "limit", "in": "query", "schema": { "type": "integer", "minimum": 1, "maximum": 1000, "default": 100 } },
              { "name": "cursor", "in": "query", "description": "next of the answer before", "schema": { "type": "string" } }
            ],
            "responses": {
              "200": { "description": "Photos", "content": { "application/json": { "schema": {
                "type": "object", "required": ["photos", "total", "next"],
                "properties": {
                  "photos": { "type": "array", "items": { "$ref": "#/components/schemas/Photo" } },
                  "total": { "type": "integer", "minimum": 0 },
                  "next": { "type": ["string", "null"], "description": "The cursor of the next page; null on the last one" }
                }
              } } } },
              "default": { "$ref": "#/components/responses/Problem" }
            }
          }
        },
        "/api/v1/photos/{id}": {
          "parameters": [{ "$ref": "#/components/parameters/id" }],
          "get": { "operationId": "photo", "summary": "One photo", "responses": { "200": { "description": "The photo", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Photo" } } } }, "default": { "$ref": "#/components/responses/Problem" } } }
        },
        "/api/v1/photos/{id}/original": {
          "parameters": [{ "$ref": "#/components/parameters/id" }],
          "get": { "operationId": "original", "summary": "The photo's file as it is, for the exact level", "responses": { "200": { "$ref": "#/components/responses/File" }, "206": { "$ref": "#/components/responses/Part" }, "304": { "$ref": "#/components/responses/Unchanged" }, "default": { "$ref": "#/components/responses/Problem" } } }
        },
        "/api/v1/photos/{id}/thumbnail": {
          "parameters": [{ "$ref": "#/components/parameters/id" }],
          "get": { "operationId": "thumbnail", "summary": "A picture of 320 pixels, without metadata", "parameters": [{ "name": "v", "in": "query", "description": "The ETag without its quotes: the answer may then be kept", "schema": { "type": "string" } }], "responses": { "200": { "$ref": "#/components/responses/Picture" }, "304": { "$ref": "#/components/responses/Unchanged" }, "default": { "$ref": "#/components/responses/Problem" } } }
        },
        "/api/v1/photos/{id}/preview": {
          "parameters": [{ "$ref": "#/components/parameters/id" }],
          "get": { "operationId": "preview", "summary": "A picture of 1600 pixels, without metadata", "responses": { "200": { "$ref": "#/components/responses/Picture" }, "304": { "$ref": "#/components/responses/Unchanged" }, "default": { "$ref": "#/components/responses/Problem" } } }
        },
        "/api/v1/map": {
          "get": {
            "operationId": "map", "summary": "What a view of the map shows: at most 2,000 marks",
            "parameters": [
              { "name": "box", "in": "query", "required": true, "description": "SOUTH,WEST,NORTH,EAST in degrees", "schema": { "type": "string", "examples": ["37.4,126.8,37.7,127.2"] } },
              { "name": "zoom", "in": "query", "required": true, "description": "The world is 256 · 2^zoom pixels wide", "schema": { "type": "integer", "minimum": 0, "maximum": 22 } },
              { "$ref": "#/components/parameters/since" }, { "$ref": "#/components/parameters/until" },
              { "$ref": "#/components/parameters/tag" }, { "$ref": "#/components/parameters/camera" }
            ],
            "responses": {
              "200": { "description": "Marks", "content": { "application/json": { "schema": {
                "type": "object", "required": ["marks", "total"],
                "properties": {
                  "total": { "type": "integer", "minimum": 0 },
                  "marks": { "type": "array", "maxItems": 2000, "items": {
                    "type": "object", "required": ["latitude", "longitude", "photos", "id"],
                    "properties": {
                      "latitude": { "$ref": "#/components/schemas/Latitude" }, "longitude": { "$ref": "#/components/schemas/Longitude" },
                      "photos": { "type": "integer", "minimum": 1 }, "id": { "$ref": "#/components/schemas/ID" }
                    }
                  } }
                }
              } } } },
              "default": { "$ref": "#/components/responses/Problem" }
            }
          }
        },
        "/api/v1/tags": {
          "get": { "operationId": "tags", "summary": "Tags with their photos, most first", "responses": { "200": { "description": "Tags", "content": { "application/json": { "schema": { "type": "object", "required": ["tags"], "properties": { "tags": { "type": "array", "items": { "$ref": "#/components/schemas/TagCount" } } } } } } }, "default": { "$ref": "#/components/responses/Problem" } } }
        },
        "/api/v1/tags/{name}": {
          "parameters": [{ "name": "name", "in": "path", "required": true, "description": "The tag, or the last level of it", "schema": { "type": "string" } }],
          "get": {
            "operationId": "tag", "summary": "One animal: when and where it was seen",
            "responses": {
              "200": { "description": "The animal", "content": { "application/json": { "schema": {
                "type": "object", "required": ["name", "photos", "companions", "sightings"],
                "properties": {
                  "name": { "type": "string" }, "photos": { "type": "integer", "minimum": 1 },
                  "first": { "type": "string" }, "last": { "type": "string" },
                  "range": { "type": "object", "properties": { "hectares": { "type": "number" }, "places": { "type": "integer" }, "uncertain": { "type": "boolean" }, "corners": { "type": "array", "items": { "type": "array", "items": { "type": "number" }, "minItems": 2, "maxItems": 2 } } } },
                  "companions": { "type": "array", "items": { "$ref": "#/components/schemas/TagCount" } },
                  "hours": { "type": "array", "minItems": 24, "maxItems": 24, "items": { "type": "integer" }, "description": "Photos by the hour of the day; exact level only" },
                  "sightings": { "type": "array", "maxItems": 1000, "items": { "$ref": "#/components/schemas/Photo" } }
                }
              } } } },
              "default": { "$ref": "#/components/responses/Problem" }
            }
          }
        },
        "/api/v1/events": {
          "get": { "operationId": "events", "summary": "What changes, as server-sent events: photos (added, changed, gone) and replaced", "responses": { "200": { "description": "A stream without end", "content": { "text/event-stream": { "schema": { "type": "string" } } } }, "default": { "$ref": "#/components/responses/Problem" } } }
        }
      },
      "components": {
        "securitySchemes": {
          "cookie": { "type": "apiKey", "in": "cookie", "name": "catalog_session" },
          "bearer": { "type": "http", "scheme": "bearer" }
        },
        "parameters": {
          "id": { "name": "id", "in": "path", "required": true, "schema": { "$ref": "#/components/schemas/ID" } },
          "box": { "name": "box", "in": "query", "description": "SOUTH,WEST,NORTH,EAST in degrees; over the date line WEST is greater than EAST", "schema": { "type": "string" } },
          "since": { "name": "since", "in": "query", "description": "A year, month or day, at the exact level also a minute: photos from its beginning", "schema": { "type": "string", "examples": ["2024-05"] } },
          "until": { "name": "until", "in": "query", "description": "Photos up to the end of it", "schema": { "type": "string" } },
          "tag": { "name": "tag", "in": "query", "description": "A tag or a level of its path; given several times, a photo has all of them", "schema": { "type": "array", "items": { "type": "string" } }, "style": "form", "explode": true },
          "camera": { "name": "camera", "in": "query", "description": "A part of the camera's name; exact level only", "schema": { "type": "string" } }
        },
        "responses": {
          "HTML": { "description": "A page", "content": { "text/html": { "schema": { "type": "string" } } } },
          "Picture": { "description": "The picture", "headers": { "ETag": { "schema": { "type": "string" } } }, "content": { "image/webp": { "schema": { "type": "string", "format": "binary" } }, "image/jpeg": { "schema": { "type": "string", "format": "binary" } } } },
          "File": { "description": "The file", "headers": { "ETag": { "schema": { "type": "string" } } }, "content": { "*/*": { "schema": { "type": "string", "format": "binary" } } } },
          "Part": { "description": "A part of the file", "headers": { "Content-Range": { "schema": { "type": "string" } } }, "content": { "*/*": { "schema": { "type": "string", "format": "binary" } } } },
          "Unchanged": { "description": "As the client has it" },
          "Session": { "description": "Who asks, and what they may know", "content": { "application/json": { "schema": {
            "type": "object", "required": ["signedIn", "level"],
            "properties": { "signedIn": { "type": "boolean" }, "role": { "enum": ["keeper", "member", "guest"] }, "level": { "enum": ["exact", "coarse", "none"] } }
          } } } },
          "Problem": { "description": "Why not (RFC 9457)", "content": { "application/problem+json": { "schema": {
            "type": "object", "required": ["type", "title", "status", "detail"],
            "properties": { "type": { "type": "string" }, "title": { "type": "string" }, "status": { "type": "integer" }, "detail": { "type": "string" } }
          } } } }
        },
        "schemas": {
          "ID": { "type": "string", "pattern": "^[0-9a-f]{24}$" },
          "Latitude": { "type": "number", "minimum": -90, "maximum": 90 },
          "Longitude": { "type": "number", "minimum": -180, "maximum": 180 },
          "TagCount": { "type": "object", "required": ["name", "photos"], "properties": { "name": { "type": "string" }, "photos": { "type": "integer", "minimum": 1 } } },
          "Photo": {
            "type": "object", "required": ["id"],
            "description": "At the coarse level id, latitude, longitude, uncertainty, taken and tags; what is not known is left out.",
            "properties": {
              "id": { "$ref": "#/components/schemas/ID" },
              "latitude": { "$ref": "#/components/schemas/Latitude" }, "longitude": { "$ref": "#/components/schemas/Longitude" },
              "uncertainty": { "type": "number", "description": "Metres: the photo was taken no farther from there" },
              "taken": { "type": "string", "description": "ISO 8601 by the clock on the spot, as far as it is known" },
              "tags": { "type": "array", "items": { "type": "string" } },
              "distance": { "type": "number", "description": "Metres from near" }, "bearing": { "type": "number", "description": "Degrees clockwise from north, from near" },
              "name": { "type": "string" }, "path": { "type": "string" },
              "altitude": { "type": "number" }, "accuracy": { "type": "number" }, "source": { "type": "string" }, "method": { "type": "string" },
              "takenSource": { "type": "string" }, "heading": { "type": "number" }, "title": { "type": "string" }, "description": { "type": "string" },
              "rating": { "type": "integer", "minimum": -1, "maximum": 5 }, "make": { "type": "string" }, "model": { "type": "string" }, "lens": { "type": "string" },
              "orientation": { "type": "integer", "minimum": 1, "maximum": 8 }, "width": { "type": "integer" }, "height": { "type": "integer" },
              "format": { "type": "string" }, "size": { "type": "integer" }, "problem": { "type": "string" }
            }
          }
        }
      }
    }

    """#
}
