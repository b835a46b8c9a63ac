extension Photo {
  /// When it was taken, in UTC to the second, where that is known: by its clock and offset, else by the GPS receiver. The time of a
  /// file's last change is not when it was taken.
  var takenInUTC: String? {
    let moment: Timestamp
    if let taken, taken.offset != nil, taken.precision == .second, takenSource != .modified {
      moment = Timestamp(utc: taken)
    } else if let gpsTime {
      moment = gpsTime
    } else {
      return nil
    }
    return "\(moment.description.prefix(19))Z"
  }
}
