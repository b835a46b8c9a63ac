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
        "/sign-in": { "get": { "operationId": "signInPage", "summary": "A form: sign in", "responses": { "200": { "$ref": "#/components/responses/HTML" }, "304": { "$ref": "#/components/responses/Unchanged" } } } },
        "/keeper": { "get": { "operationId": "keeperPage", "summary": "A form: the first keeper chooses name and password", "responses": { "200": { "$ref": "#/components/responses/HTML" }, "304": { "$ref": "#/components/responses/Unchanged" } } } },
        "/join": { "get": { "operationId": "joinPage", "summary": "A form: join by an invitation, whose token is in the fragment, or ask to", "responses": { "200": { "$ref": "#/components/responses/HTML" }, "304": { "$ref": "#/components/responses/Unchanged" } } } },
        "/reset": { "get": { "operationId": "resetPage", "summary": "A form: a new password by a link, whose token is in the fragment", "responses": { "200": { "$ref": "#/components/responses/HTML" }, "304": { "$ref": "#/components/responses/Unchanged" } } } },
        "/add": { "get": { "operationId": "addPage", "summary": "A form: add photos, also without a network", "responses": { "200": { "$ref": "#/components/responses/HTML" }, "304": { "$ref": "#/components/responses/Unchanged" } } } },
        "/account": { "get": { "operationId": "accountPage", "summary": "One's own page", "responses": { "200": { "$ref": "#/components/responses/HTML" }, "304": { "$ref": "#/components/responses/Unchanged" } } } },
        "/people": { "get": { "operationId": "peoplePage", "summary": "The keeper's page", "responses": { "200": { "$ref": "#/components/responses/HTML" }, "304": { "$ref": "#/components/responses/Unchanged" } } } },
        "/trash": { "get": { "operationId": "trashPage", "summary": "What was removed", "responses": { "200": { "$ref": "#/components/responses/HTML" }, "304": { "$ref": "#/components/responses/Unchanged" } } } },
        "/changes": { "get": { "operationId": "changesPage", "summary": "The record of changes", "responses": { "200": { "$ref": "#/components/responses/HTML" }, "304": { "$ref": "#/components/responses/Unchanged" } } } },
        "/manifest.webmanifest": { "get": { "operationId": "manifest", "summary": "What a phone installs", "responses": { "200": { "description": "A manifest", "content": { "application/manifest+json": { "schema": { "type": "object" } } } }, "304": { "$ref": "#/components/responses/Unchanged" } } } },
        "/icon.svg": { "get": { "operationId": "icon", "summary": "The picture on a phone's first screen", "responses": { "200": { "description": "A picture", "content": { "image/svg+xml": { "schema": { "type": "string" } } } }, "304": { "$ref": "#/components/responses/Unchanged" } } } },
        "/worker.js": { "get": { "operationId": "worker", "summary": "The service worker", "responses": { "200": { "description": "A script", "content": { "text/javascript": { "schema": { "type": "string" } } } }, "304": { "$ref": "#/components/responses/Unchanged" } } } },
        "/share": {
          "get": { "operationId": "shareAgain", "summary": "Leads to the page that takes photos", "responses": { "303": { "description": "To /add", "headers": { "Location": { "schema": { "type": "string" } } } } } },
          "post": { "operationId": "share", "summary": "What the share sheet sends where the service worker does not take it: nothing is kept, and the page says what to do", "requestBody": { "content": { "multipart/form-data": { "schema": { "type": "object" } } } }, "responses": { "422": { "$ref": "#/components/responses/HTML" }, "default": { "$ref": "#/components/responses/Problem" } } }
        },
        "/openapi.json": { "get": { "operationId": "openapi", "summary": "This document", "responses": { "200": { "description": "This document", "content": { "application/json": { "schema": { "type": "object" } } } }, "304": { "$ref": "#/components/responses/Unchanged" } } } },
        "/healthz": { "get": { "operationId": "health", "summary": "Whether the server answers", "responses": { "200": { "description": "It does", "content": { "application/json": { "schema": { "type": "object", "required": ["status"], "properties": { "status": { "enum": ["starting", "ok", "old index"] } } } } } } } } },
        "/photos/{id}/{name}": {
          "parameters": [{ "$ref": "#/components/parameters/id" }, { "name": "name", "in": "path", "required": true, "schema": { "type": "string" } }],
          "get": { "operationId": "file", "summary": "The photo's file, under any name", "responses": { "200": { "$ref": "#/components/responses/File" }, "206": { "$ref": "#/components/responses/Part" }, "304": { "$ref": "#/components/responses/Unchanged" }, "default": { "$ref": "#/components/responses/Problem" } } }
        },
        "/api/v1/session": {
          "get": { "operationId": "session", "summary": "Who am I", "responses": { "200": { "$ref": "#/components/responses/Session" } } },
          "post": { "operationId": "signIn", "summary": "Sign in: by name and password, with the key that the server printed (good once), or by a link that sets a new password. Every answer takes the same time", "requestBody": { "required": true, "content": { "application/json": { "schema": { "oneOf": [{ "type": "object", "additionalProperties": false, "required": ["name", "password"], "properties": { "name": { "type": "string" }, "password": { "type": "string" } } }, { "type": "object", "additionalProperties": false, "required": ["key"], "properties": { "key": { "type": "string" } } }, { "type": "object", "additionalProperties": false, "required": ["reset", "password"], "properties": { "reset": { "type": "string" }, "password": { "$ref": "#/components/schemas/Password" } } }] } } } }, "responses": { "201": { "$ref": "#/components/responses/Session" }, "default": { "$ref": "#/components/responses/Problem" } } },
          "delete": { "operationId": "signOut", "summary": "Sign out", "responses": { "204": { "description": "Signed out" }, "default": { "$ref": "#/components/responses/Problem" } } }
        },
        "/api/v1/keeper": {
          "post": { "operationId": "makeKeeper", "summary": "The first keeper: for the session of the printed key, which ends", "requestBody": { "required": true, "content": { "application/json": { "schema": { "type": "object", "additionalProperties": false, "required": ["name", "password"], "properties": { "name": { "$ref": "#/components/schemas/PersonName" }, "password": { "$ref": "#/components/schemas/Password" } } } } } }, "responses": { "201": { "$ref": "#/components/responses/Session" }, "default": { "$ref": "#/components/responses/Problem" } } }
        },
        "/api/v1/sessions": {
          "get": { "operationId": "sessions", "summary": "Where I am signed in", "responses": { "200": { "description": "Sessions", "content": { "application/json": { "schema": { "type": "object", "required": ["sessions"], "properties": { "sessions": { "type": "array", "items": { "type": "object", "required": ["id", "device", "made", "used", "current"], "properties": { "id": { "type": "string" }, "device": { "type": "string" }, "made": { "$ref": "#/components/schemas/Moment" }, "used": { "$ref": "#/components/schemas/Moment" }, "current": { "type": "boolean" } } } } } } } } }, "default": { "$ref": "#/components/responses/Problem" } } }
        },
        "/api/v1/sessions/{id}": {
          "parameters": [{ "name": "id", "in": "path", "required": true, "description": "From sessions", "schema": { "type": "string" } }],
          "delete": { "operationId": "endSession", "summary": "End one of my sessions", "responses": { "204": { "description": "It has ended" }, "default": { "$ref": "#/components/responses/Problem" } } }
        },
        "/api/v1/password": {
          "put": { "operationId": "setPassword", "summary": "Change my password; my other sessions and my tokens end", "requestBody": { "required": true, "content": { "application/json": { "schema": { "type": "object", "additionalProperties": false, "required": ["current", "password"], "properties": { "current": { "type": "string" }, "password": { "$ref": "#/components/schemas/Password" } } } } } }, "responses": { "204": { "description": "It is changed" }, "default": { "$ref": "#/components/responses/Problem" } } }
        },
        "/api/v1/tokens": {
          "get": { "operationId": "tokens", "summary": "My tokens for scripts", "responses": { "200": { "description": "Tokens", "content": { "application/json": { "schema": { "type": "object", "required": ["tokens"], "properties": { "tokens": { "type": "array", "items": { "type": "object", "required": ["id", "name", "made", "used"], "properties": { "id": { "type": "string" }, "name": { "type": "string" }, "made": { "$ref": "#/components/schemas/Moment" }, "used": { "$ref": "#/components/schemas/Moment" } } } } } } } } }, "default": { "$ref": "#/components/responses/Problem" } } },
          "post": { "operationId": "makeToken", "summary": "Make a token; it is shown once", "requestBody": { "required": true, "content": { "application/json": { "schema": { "type": "object", "additionalProperties": false, "required": ["name"], "properties": { "name": { "type": "string", "minLength": 1, "maxLength": 60 } } } } } }, "responses": { "201": { "description": "The token", "content": { "application/json": { "schema": { "type": "object", "required": ["id", "name", "token"], "properties": { "id": { "type": "string" }, "name": { "type": "string" }, "token": { "type": "string" } } } } } }, "default": { "$ref": "#/components/responses/Problem" } } }
        },
        "/api/v1/tokens/{id}": {
          "parameters": [{ "name": "id", "in": "path", "required": true, "description": "From tokens", "schema": { "type": "string" } }],
          "delete": { "operationId": "endToken", "summary": "End one of my tokens", "responses": { "204": { "description": "It has ended" }, "default": { "$ref": "#/components/responses/Problem" } } }
        },
        "/api/v1/account": {
          "delete": { "operationId": "leave", "summary": "Remove my account", "requestBody": { "required": true, "content": { "application/json": { "schema": { "type": "object", "additionalProperties": false, "required": ["password", "photos"], "properties": { "password": { "type": "string" }, "photos": { "enum": ["keep", "trash"], "description": "keep: they stay, without a name" } } } } } }, "responses": { "204": { "description": "It is gone" }, "default": { "$ref": "#/components/responses/Problem" } } }
        },
        "/api/v1/account/data": {
          "get": { "operationId": "ownData", "summary": "All that the server holds of me, as a ZIP", "responses": { "200": { "description": "account.json, sessions.json, tokens.json, changes.json, and my photos with their sidecars", "content": { "application/zip": { "schema": { "type": "string", "format": "binary" } } } }, "default": { "$ref": "#/components/responses/Problem" } } }
        },
        "/api/v1/invitations": {
          "get": { "operationId": "invitations", "summary": "Invitations that nobody has used; keeper", "responses": { "200": { "description": "Invitations", "content": { "application/json": { "schema": { "type": "object", "required": ["invitations"], "properties": { "invitations": { "type": "array", "items": { "type": "object", "required": ["id", "role", "made", "ends"], "properties": { "id": { "type": "string" }, "url": { "type": "string", "format": "uri", "description": "Only in the answer that makes it" }, "role": { "$ref": "#/components/schemas/Role" }, "made": { "$ref": "#/components/schemas/Moment" }, "ends": { "$ref": "#/components/schemas/Moment" } } } } } } } } }, "default": { "$ref": "#/components/responses/Problem" } } },
          "post": { "operationId": "invite", "summary": "Make an invitation, good once and for seven days; keeper", "requestBody": { "required": true, "content": { "application/json": { "schema": { "type": "object", "additionalProperties": false, "required": ["role"], "properties": { "role": { "$ref": "#/components/schemas/Role" } } } } } }, "responses": { "201": { "description": "The invitation with its address", "content": { "application/json": { "schema": { "type": "object", "required": ["id", "role", "made", "ends"], "properties": { "id": { "type": "string" }, "url": { "type": "string", "format": "uri", "description": "Only in the answer that makes it" }, "role": { "$ref": "#/components/schemas/Role" }, "made": { "$ref": "#/components/schemas/Moment" }, "ends": { "$ref": "#/components/schemas/Moment" } } } } } }, "default": { "$ref": "#/components/responses/Problem" } } }
        },
        "/api/v1/invitations/{token}": {
          "parameters": [{ "name": "token", "in": "path", "required": true, "description": "What stands after the number sign of its address; for DELETE its id", "schema": { "type": "string" } }],
          "get": { "operationId": "invitation", "summary": "What an invitation is for", "responses": { "200": { "description": "The invitation", "content": { "application/json": { "schema": { "type": "object", "required": ["title", "role", "ends"], "properties": { "title": { "type": "string" }, "keeper": { "type": "string" }, "role": { "$ref": "#/components/schemas/Role" }, "ends": { "$ref": "#/components/schemas/Moment" } } } } } }, "default": { "$ref": "#/components/responses/Problem" } } },
          "post": { "operationId": "join", "summary": "Come in", "requestBody": { "required": true, "content": { "application/json": { "schema": { "type": "object", "additionalProperties": false, "required": ["name", "password", "agrees"], "properties": { "name": { "$ref": "#/components/schemas/PersonName" }, "password": { "$ref": "#/components/schemas/Password" }, "agrees": { "const": true, "description": "To what /privacy says" }, "parentAgrees": { "type": "boolean" } } } } } }, "responses": { "201": { "$ref": "#/components/responses/Session" }, "default": { "$ref": "#/components/responses/Problem" } } },
          "delete": { "operationId": "takeBack", "summary": "Take an invitation back; keeper", "responses": { "204": { "description": "It is not good any more" }, "default": { "$ref": "#/components/responses/Problem" } } }
        },
        "/api/v1/requests": {
          "get": { "operationId": "requests", "summary": "Who asks to come in; keeper", "responses": { "200": { "description": "Who waits", "content": { "application/json": { "schema": { "type": "object", "required": ["requests"], "properties": { "requests": { "type": "array", "items": { "type": "object", "required": ["id", "name", "made"], "properties": { "id": { "type": "string" }, "name": { "$ref": "#/components/schemas/PersonName" }, "made": { "$ref": "#/components/schemas/Moment" } } } } } } } } }, "default": { "$ref": "#/components/responses/Problem" } } },
          "post": { "operationId": "ask", "summary": "Ask to come in, where signup is ask", "requestBody": { "required": true, "content": { "application/json": { "schema": { "type": "object", "additionalProperties": false, "required": ["name", "password", "agrees"], "properties": { "name": { "$ref": "#/components/schemas/PersonName" }, "password": { "$ref": "#/components/schemas/Password" }, "agrees": { "const": true, "description": "To what /privacy says" }, "parentAgrees": { "type": "boolean" } } } } } }, "responses": { "202": { "description": "The keeper will see it" }, "default": { "$ref": "#/components/responses/Problem" } } }
        },
        "/api/v1/requests/{id}": {
          "parameters": [{ "name": "id", "in": "path", "required": true, "description": "From requests", "schema": { "type": "string" } }],
          "post": { "operationId": "letIn", "summary": "Let somebody in; keeper", "requestBody": { "required": true, "content": { "application/json": { "schema": { "type": "object", "additionalProperties": false, "required": ["role"], "properties": { "role": { "$ref": "#/components/schemas/Role" } } } } } }, "responses": { "201": { "description": "Who came in", "content": { "application/json": { "schema": { "type": "object", "required": ["name", "role"], "properties": { "name": { "$ref": "#/components/schemas/PersonName" }, "role": { "$ref": "#/components/schemas/Role" } } } } } }, "default": { "$ref": "#/components/responses/Problem" } } },
          "delete": { "operationId": "refuse", "summary": "Turn somebody down; keeper", "responses": { "204": { "description": "Forgotten" }, "default": { "$ref": "#/components/responses/Problem" } } }
        },
        "/api/v1/people": {
          "get": { "operationId": "people", "summary": "Everybody; keeper", "responses": { "200": { "description": "People", "content": { "application/json": { "schema": { "type": "object", "required": ["people"], "properties": { "people": { "type": "array", "items": { "$ref": "#/components/schemas/Person" } } } } } } }, "default": { "$ref": "#/components/responses/Problem" } } }
        },
        "/api/v1/people/{name}": {
          "parameters": [{ "name": "name", "in": "path", "required": true, "description": "The person's name", "schema": { "type": "string" } }],
          "patch": { "operationId": "changeRole", "summary": "Give somebody another role; keeper", "requestBody": { "required": true, "content": { "application/json": { "schema": { "type": "object", "additionalProperties": false, "required": ["role"], "properties": { "role": { "$ref": "#/components/schemas/Role" } } } } } }, "responses": { "200": { "description": "The person", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Person" } } } }, "default": { "$ref": "#/components/responses/Problem" } } },
          "delete": { "operationId": "removePerson", "summary": "Remove somebody; keeper", "requestBody": { "required": true, "content": { "application/json": { "schema": { "type": "object", "additionalProperties": false, "required": ["photos"], "properties": { "photos": { "enum": ["keep", "trash"], "description": "keep: they stay, without a name" } } } } } }, "responses": { "204": { "description": "Removed" }, "default": { "$ref": "#/components/responses/Problem" } } }
        },
        "/api/v1/people/{name}/reset": {
          "parameters": [{ "name": "name", "in": "path", "required": true, "description": "The person's name", "schema": { "type": "string" } }],
          "post": { "operationId": "resetPassword", "summary": "Make a link that sets a new password, good once and for three days; keeper", "responses": { "201": { "description": "The link", "content": { "application/json": { "schema": { "type": "object", "required": ["url", "ends"], "properties": { "url": { "type": "string", "format": "uri" }, "ends": { "$ref": "#/components/schemas/Moment" } } } } } }, "default": { "$ref": "#/components/responses/Problem" } } }
        },
        "/api/v1/changes": {
          "get": { "operationId": "changes", "summary": "What people did with photos, the newest first: the keeper sees all, others their own", "parameters": [{ "name": "cursor", "in": "query", "description": "next of the answer before", "schema": { "type": "string" } }], "responses": { "200": { "description": "At most 100 changes", "content": { "application/json": { "schema": { "type": "object", "required": ["changes", "next"], "properties": { "changes": { "type": "array", "maxItems": 100, "items": { "$ref": "#/components/schemas/Change" } }, "next": { "type": ["string", "null"] } } } } } }, "default": { "$ref": "#/components/responses/Problem" } } }
        },
        "/api/v1/changes/{id}/undo": {
          "parameters": [{ "name": "id", "in": "path", "required": true, "description": "From changes", "schema": { "type": "string" } }],
          "post": { "operationId": "undo", "summary": "Undo a change; keeper", "responses": { "200": { "description": "The change", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Change" } } } }, "default": { "$ref": "#/components/responses/Problem" } } }
        },
        "/api/v1/photos": {
          "get": {
            "operationId": "photos", "summary": "Photos: near a place, in a box, or all",
            "parameters": [
              { "name": "mine", "in": "query", "description": "The photos that one has sent, exactly; without near, radius, box and camera", "schema": { "const": "true" } },
              { "name": "near", "in": "query", "description": "LATITUDE,LONGITUDE in degrees: the nearest first. Not together with box", "schema": { "type": "string", "examples": ["37.5665,126.978"] } },
              { "name": "radius", "in": "query", "description": "With near: no photo is farther. 500, 500m, 2km, 1mi", "schema": { "type": "string" } },
              { "$ref": "#/components/parameters/box" }, { "$ref": "#/components/parameters/since" }, { "$ref": "#/components/parameters/until" },
              { "$ref": "#/components/parameters/tag" }, { "$ref": "#/components/parameters/camera" },
              { "$ref": "#/components/parameters/hours" }, { "$ref": "#/components/parameters/day" }, { "$ref": "#/components/parameters/rating" },
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
          },
          "post": {
            "operationId": "send", "summary": "Send a photo",
            "parameters": [{ "name": "name", "in": "query", "description": "What it is called where it comes from", "schema": { "type": "string" } }],
            "requestBody": { "required": true, "content": { "*/*": { "schema": { "type": "string", "format": "binary" } } } },
            "responses": {
              "201": { "description": "It is stored", "content": { "application/json": { "schema": { "type": "object", "required": ["photo"], "properties": { "photo": { "$ref": "#/components/schemas/Photo" } } } } } },
              "200": { "description": "It was here already: the same bytes, or the same picture", "content": { "application/json": { "schema": { "type": "object", "required": ["photo"], "properties": { "photo": { "$ref": "#/components/schemas/Photo" } } } } } },
              "default": { "$ref": "#/components/responses/Problem" }
            }
          }
        },
        "/api/v1/photos/{id}": {
          "parameters": [{ "$ref": "#/components/parameters/id" }],
          "get": { "operationId": "photo", "summary": "One photo", "responses": { "200": { "description": "The photo", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Photo" } } } }, "default": { "$ref": "#/components/responses/Problem" } } },
          "patch": {
            "operationId": "change", "summary": "Change what is said of a photo",
            "requestBody": { "required": true, "content": { "application/json": { "schema": {
              "type": "object", "additionalProperties": false,
              "properties": {
                "position": { "type": ["object", "null"], "additionalProperties": false, "required": ["latitude", "longitude"], "properties": { "latitude": { "$ref": "#/components/schemas/Latitude" }, "longitude": { "$ref": "#/components/schemas/Longitude" }, "accuracy": { "type": "number", "exclusiveMinimum": 0, "maximum": 100000, "default": 10, "description": "Metres" } } },
                "tags": { "type": "object", "additionalProperties": false, "properties": { "add": { "$ref": "#/components/schemas/Tags" }, "remove": { "$ref": "#/components/schemas/Tags" } } },
                "title": { "type": "string", "description": "An empty one takes it away" }, "description": { "type": "string", "description": "An empty one takes it away" },
                "rating": { "type": "integer", "minimum": -1, "maximum": 5, "description": "-1 is rejected, 0 takes it away" },
                "hidden": { "type": "boolean", "description": "Whether it is left out below the exact level" }
              }
            } } } },
            "responses": { "200": { "description": "The photo, at the asker's level", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Photo" } } } }, "default": { "$ref": "#/components/responses/Problem" } }
          },
          "delete": { "operationId": "remove", "summary": "Put a photo into the trash, for 30 days", "responses": { "204": { "description": "It is in the trash" }, "default": { "$ref": "#/components/responses/Problem" } } }
        },
        "/api/v1/photos/{id}/report": {
          "parameters": [{ "$ref": "#/components/parameters/id" }],
          "post": {
            "operationId": "report", "summary": "Tell the keeper that a photo shows somebody, or a door",
            "requestBody": { "required": true, "content": { "application/json": { "schema": { "type": "object", "additionalProperties": false, "required": ["reason"], "properties": { "reason": { "enum": ["person", "door", "other"] }, "words": { "type": "string" } } } } } },
            "responses": { "202": { "description": "The keeper will see it" }, "default": { "$ref": "#/components/responses/Problem" } }
          }
        },
        "/api/v1/trash": {
          "get": { "operationId": "trash", "summary": "Photos in the trash: the keeper's all, others' own", "responses": { "200": { "description": "Photos", "content": { "application/json": { "schema": { "type": "object", "required": ["photos"], "properties": { "photos": { "type": "array", "items": { "type": "object", "required": ["id", "name", "removed", "ends"], "properties": { "id": { "type": "string" }, "name": { "type": "string" }, "removed": { "type": "string", "format": "date-time" }, "by": { "type": "string" }, "ends": { "type": "string", "format": "date-time" } } } } } } } } }, "default": { "$ref": "#/components/responses/Problem" } } }
        },
        "/api/v1/trash/{id}": {
          "parameters": [{ "name": "id", "in": "path", "required": true, "description": "Its name in the trash", "schema": { "type": "string" } }],
          "post": { "operationId": "putBack", "summary": "Put a photo back where it was", "responses": { "201": { "description": "It is back", "content": { "application/json": { "schema": { "type": "object", "required": ["id"], "properties": { "id": { "$ref": "#/components/schemas/ID" } } } } } }, "default": { "$ref": "#/components/responses/Problem" } } }
        },
        "/api/v1/reports": {
          "get": { "operationId": "reports", "summary": "What was reported; for the keeper", "responses": { "200": { "description": "Reports", "content": { "application/json": { "schema": { "type": "object", "required": ["reports"], "properties": { "reports": { "type": "array", "items": { "type": "object", "required": ["id", "photo", "reason", "words", "made"], "properties": { "id": { "type": "string" }, "photo": { "$ref": "#/components/schemas/ID" }, "reason": { "enum": ["person", "door", "other"] }, "words": { "type": "string" }, "name": { "type": "string" }, "made": { "type": "string", "format": "date-time" } } } } } } } } }, "default": { "$ref": "#/components/responses/Problem" } } }
        },
        "/api/v1/reports/{id}": {
          "parameters": [{ "name": "id", "in": "path", "required": true, "schema": { "type": "string" } }],
          "delete": { "operationId": "settle", "summary": "A report is settled; for the keeper", "responses": { "204": { "description": "It is gone" }, "default": { "$ref": "#/components/responses/Problem" } } }
        },
        "/api/v1/names": {
          "get": {
            "operationId": "names", "summary": "Names to choose from: those that were seen nearby first, then those on most photos",
            "parameters": [
              { "name": "near", "in": "query", "description": "LATITUDE,LONGITUDE in degrees", "schema": { "type": "string" } },
              { "name": "photo", "in": "query", "description": "Near this photo, as the asker's level knows its place", "schema": { "$ref": "#/components/schemas/ID" } },
              { "name": "prefix", "in": "query", "description": "How the name, or a level of it, begins", "schema": { "type": "string" } }
            ],
            "responses": { "200": { "description": "Names", "content": { "application/json": { "schema": { "type": "object", "required": ["names"], "properties": { "names": { "type": "array", "maxItems": 20, "items": { "$ref": "#/components/schemas/TagCount" } } } } } } }, "default": { "$ref": "#/components/responses/Problem" } }
          }
        },
        "/api/v1/photos/{id}/original": {
          "parameters": [{ "$ref": "#/components/parameters/id" }],
          "get": { "operationId": "original", "summary": "The photo's file as it is, at the exact level, and of one's own", "responses": { "200": { "$ref": "#/components/responses/File" }, "206": { "$ref": "#/components/responses/Part" }, "304": { "$ref": "#/components/responses/Unchanged" }, "default": { "$ref": "#/components/responses/Problem" } } }
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
              { "name": "by", "in": "query", "description": "Counts each mark's photos apart: by year, or by the eight commonest tags", "schema": { "enum": ["tag", "year"] } },
              { "$ref": "#/components/parameters/since" }, { "$ref": "#/components/parameters/until" },
              { "$ref": "#/components/parameters/tag" }, { "$ref": "#/components/parameters/camera" },
              { "$ref": "#/components/parameters/hours" }, { "$ref": "#/components/parameters/day" }, { "$ref": "#/components/parameters/rating" }
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
                      "photos": { "type": "integer", "minimum": 1 }, "id": { "$ref": "#/components/schemas/ID" },
                      "shares": { "type": "array", "description": "With by", "items": { "type": "object", "required": ["photos"], "properties": { "tag": { "type": "string" }, "year": { "type": "string" }, "photos": { "type": "integer", "minimum": 1 } } } }
                    }
                  } }
                }
              } } } },
              "default": { "$ref": "#/components/responses/Problem" }
            }
          }
        },
        "/api/v1/facets": {
          "get": {
            "operationId": "facets", "summary": "What photos can be chosen by, and how many there are of each; hours, cameras and stars at the exact level only",
            "responses": {
              "200": { "description": "Counts", "content": { "application/json": { "schema": {
                "type": "object", "required": ["months", "hours", "cameras", "ratings"],
                "properties": {
                  "months": { "type": "array", "items": { "type": "object", "required": ["month", "photos"], "properties": { "month": { "type": "string", "pattern": "^[0-9]{4,}-[0-9]{2}$" }, "photos": { "type": "integer", "minimum": 1 } } } },
                  "hours": { "type": "array", "maxItems": 24, "description": "Of each hour of the day, or empty", "items": { "type": "integer", "minimum": 0 } },
                  "cameras": { "type": "array", "items": { "type": "object", "required": ["camera", "photos"], "properties": { "camera": { "type": "string" }, "photos": { "type": "integer", "minimum": 1 } } } },
                  "ratings": { "type": "array", "maxItems": 5, "items": { "type": "object", "required": ["rating", "photos"], "properties": { "rating": { "type": "integer", "minimum": 1, "maximum": 5 }, "photos": { "type": "integer", "minimum": 1 } } } }
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
                "type": "object", "required": ["name", "photos", "companions", "timeline", "trail", "sightings"],
                "properties": {
                  "name": { "type": "string" }, "photos": { "type": "integer", "minimum": 1 },
                  "best": { "$ref": "#/components/schemas/ID" },
                  "first": { "type": "object", "required": ["day"], "properties": { "day": { "type": "string" }, "finder": { "type": "string", "description": "Who saw it first; for who is signed in" } } },
                  "last": { "type": "object", "required": ["day"], "properties": { "day": { "type": "string" }, "latitude": { "$ref": "#/components/schemas/Latitude" }, "longitude": { "$ref": "#/components/schemas/Longitude" } } },
                  "unseenDays": { "type": "integer", "minimum": 0 },
                  "timeline": { "type": "array", "items": { "type": "object", "required": ["month", "photos"], "properties": { "month": { "type": "string" }, "photos": { "type": "integer", "minimum": 1 } } } },
                  "trail": { "type": "array", "maxItems": 1000, "items": { "type": "object", "required": ["day", "latitude", "longitude"], "properties": { "day": { "type": "string" }, "latitude": { "$ref": "#/components/schemas/Latitude" }, "longitude": { "$ref": "#/components/schemas/Longitude" } } } },
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
          "box": { "name": "box", "in": "query", "description": "SOUTH,WEST,NORTH,EAST in degrees; over the date line WEST is greater than EAST. Not together with near", "schema": { "type": "string" } },
          "since": { "name": "since", "in": "query", "description": "A year, month or day, at the exact level also a minute: photos from its beginning", "schema": { "type": "string", "examples": ["2024-05"] } },
          "until": { "name": "until", "in": "query", "description": "Photos up to the end of it", "schema": { "type": "string" } },
          "tag": { "name": "tag", "in": "query", "description": "A tag or a level of its path; given several times, a photo has all of them", "schema": { "type": "array", "items": { "type": "string", "minLength": 1 } }, "style": "form", "explode": true },
          "camera": { "name": "camera", "in": "query", "description": "A part of the camera's name, or in quotes a whole one, as facets have it; exact level only", "schema": { "type": "string" } },
          "hours": { "name": "hours", "in": "query", "description": "FIRST-LAST: hours of the day by the clock on the spot, both whole; 22-5 goes over midnight. Exact level only", "schema": { "type": "string", "pattern": "^([01]?[0-9]|2[0-3])-([01]?[0-9]|2[0-3])$" } },
          "day": { "name": "day", "in": "query", "description": "MONTH-DAY: this day of every year", "schema": { "type": "string", "pattern": "^[0-9]{2}-[0-9]{2}$", "examples": ["05-03"] } },
          "rating": { "name": "rating", "in": "query", "description": "At least so many stars; exact level only", "schema": { "type": "integer", "minimum": 1, "maximum": 5 } }
        },
        "responses": {
          "HTML": { "description": "A page", "content": { "text/html": { "schema": { "type": "string" } } } },
          "Picture": { "description": "The picture", "headers": { "ETag": { "schema": { "type": "string" } } }, "content": { "image/webp": { "schema": { "type": "string", "format": "binary" } }, "image/jpeg": { "schema": { "type": "string", "format": "binary" } } } },
          "File": { "description": "The file", "headers": { "ETag": { "schema": { "type": "string" } } }, "content": { "*/*": { "schema": { "type": "string", "format": "binary" } } } },
          "Part": { "description": "A part of the file", "headers": { "Content-Range": { "schema": { "type": "string" } } }, "content": { "*/*": { "schema": { "type": "string", "format": "binary" } } } },
          "Unchanged": { "description": "As the client has it" },
          "Session": { "description": "Who asks, and what they may know", "content": { "application/json": { "schema": {
            "type": "object", "required": ["signedIn", "level", "keeperNeeded", "signup"],
            "properties": { "signedIn": { "type": "boolean" }, "name": { "$ref": "#/components/schemas/PersonName" }, "role": { "$ref": "#/components/schemas/Role" }, "level": { "enum": ["exact", "coarse", "none"] }, "agreed": { "$ref": "#/components/schemas/Moment" }, "keeperNeeded": { "type": "boolean", "description": "This is the printed key's session: make the first keeper" }, "signup": { "enum": ["none", "ask"] } }
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
          "Tags": { "type": "array", "maxItems": 50, "items": { "type": "string" } },
          "Role": { "enum": ["keeper", "member", "guest"] },
          "PersonName": { "type": "string", "minLength": 1, "maxLength": 40 },
          "Password": { "type": "string", "minLength": 10, "maxLength": 1024 },
          "Moment": { "type": ["string", "null"], "format": "date-time" },
          "Person": { "type": "object", "required": ["name", "role", "made", "used", "photos", "bytes"], "properties": { "name": { "$ref": "#/components/schemas/PersonName" }, "role": { "$ref": "#/components/schemas/Role" }, "made": { "$ref": "#/components/schemas/Moment" }, "used": { "$ref": "#/components/schemas/Moment" }, "photos": { "type": "integer", "minimum": 0 }, "bytes": { "type": "integer", "minimum": 0 } } },
          "Change": { "type": "object", "required": ["id", "when", "what", "photo", "undone"], "properties": { "id": { "type": "string" }, "when": { "$ref": "#/components/schemas/Moment" }, "who": { "type": "string" }, "what": { "enum": ["uploaded", "tagged", "placed", "titled", "described", "rated", "hidden", "shown", "removed", "restored", "reported"] }, "photo": { "$ref": "#/components/schemas/ID" }, "words": { "type": "string" }, "before": {}, "after": {}, "undone": { "type": "boolean" } } },
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
              "format": { "type": "string" }, "size": { "type": "integer" }, "problem": { "type": "string" },
              "own": { "type": "boolean" }, "owner": { "type": "string", "description": "Who sent it" }, "hidden": { "type": "boolean" },
              "can": { "type": "array", "items": { "enum": ["tag", "place", "title", "rate", "hide", "show", "remove", "report"] } },
              "positionArrived": { "type": "boolean", "description": "Whether a photo that was sent brought its place along" }
            }
          }
        }
      }
    }

    """#
}
